import { afterEach, expect, test } from '@jest/globals';
import type { Json } from '../../slack/protocol.js';
import { respond, type Setting, startSetting, withButton } from './start-app.js';

let setting: Setting;
afterEach(() => setting.stop());

const post = async (args: Json) => {
  const { channels } = setting.slack;
  const { ok } = await setting.call('chat.postMessage', { channel: channels.deploys, text: 'text', ...args });
  expect(ok).toBe(true);
  return setting.slack.messagesSeenBy().at(-1) as { channel: string; ts: string };
};
const postEphemeral = async (args: Json) => {
  const { channels, people } = setting.slack;
  await setting.call('chat.postEphemeral', { channel: channels.deploys, user: people.me, text: 'text', ...args });
  return setting.slack.messagesSeenBy().at(-1) as { channel: string; ts: string };
};

test('a click on a message carries the element, its place and the message', async () => {
  setting = await startSetting();
  const message = await post({ blocks: withButton({ style: 'primary', accessibility_label: 'heard' }) });
  await setting.slack.click({ message, actionId: 'next' });
  const { payload, body } = setting.received[0] ?? { payload: {}, body: '' };
  expect(body).toMatch(/^payload=%7B/);
  expect(payload).toEqual({
    type: 'block_actions',
    user: { id: 'U061F7AUR', username: 'ada', name: 'ada', team_id: 'T024BE7LD' },
    api_app_id: expect.stringMatching(/^A/),
    token: expect.any(String),
    container: { type: 'message', message_ts: message.ts, channel_id: message.channel, is_ephemeral: false },
    trigger_id: expect.any(String),
    team: { id: 'T024BE7LD', domain: 'acme' },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: message.channel, name: 'deploys' },
    message: expect.objectContaining({ ts: message.ts, text: 'text' }),
    state: { values: {} },
    response_url: expect.stringMatching(/\/actions\/T024BE7LD\//),
    actions: [
      {
        type: 'button',
        action_id: 'next',
        block_id: 'row',
        text: { type: 'plain_text', text: 'Next' },
        value: 'token',
        action_ts: expect.stringMatching(/^\d+\.\d{6}$/),
      },
    ],
  });
});

test('a click on an ephemeral message brings no message', async () => {
  setting = await startSetting();
  const message = await postEphemeral({ blocks: withButton() });
  await setting.slack.click({ message, actionId: 'next' });
  expect(setting.received[0]?.payload).toMatchObject({
    container: { is_ephemeral: true },
    channel: { name: 'deploys' },
  });
  expect(setting.received[0]?.payload).not.toHaveProperty('message');
});

test('a button with a url sends its click too', async () => {
  setting = await startSetting();
  const message = await post({ blocks: withButton({ url: 'https://example.com' }) });
  expect((await setting.slack.click({ message, actionId: 'next' })).outcome).toBe('acknowledged');
});

test('a choice is sent as the option chosen, and in the state', async () => {
  setting = await startSetting();
  const options = ['a', 'b'].map((value) => ({ text: { type: 'plain_text', text: value.toUpperCase() }, value }));
  const select = { type: 'static_select', action_id: 'pick', options };
  const message = await post({ blocks: [{ type: 'actions', block_id: 'row', elements: [select] }] });
  await setting.slack.click({ message, actionId: 'pick', selectedValue: 'b' });
  expect(setting.received[0]?.payload).toMatchObject({
    actions: [{ type: 'static_select', selected_option: options[1] }],
    state: { values: { row: { pick: { type: 'static_select', selected_option: options[1] } } } },
  });
  await expect(setting.slack.click({ message, actionId: 'pick', selectedValue: 'c' })).rejects.toThrow('no option');
});

const checkboxes = {
  type: 'checkboxes',
  action_id: 'tell',
  options: ['a', 'b', 'c'].map((value) => ({ text: { type: 'plain_text', text: value }, value })),
};

test.each([[['a', 'c']], [['b']], [[]]])(
  'checkboxes in a message send all that is ticked: %j',
  async (selectedValues) => {
    setting = await startSetting();
    const message = await post({ blocks: [{ type: 'actions', block_id: 'row', elements: [checkboxes] }] });
    await setting.slack.click({ message, actionId: 'tell', selectedValues });
    const chosen = checkboxes.options.filter(({ value }) => selectedValues.includes(value));
    expect(setting.received[0]?.payload).toMatchObject({
      actions: [{ type: 'checkboxes', selected_options: chosen }],
      state: { values: { row: { tell: { type: 'checkboxes', selected_options: chosen } } } },
    });
  },
);

test('a click tells what else is chosen on the screen', async () => {
  setting = await startSetting();
  const blocks = [{ type: 'actions', block_id: 'ticks', elements: [checkboxes] }, ...withButton()];
  const message = await post({ blocks });
  const ticked = { type: 'checkboxes', selected_options: checkboxes.options.slice(1) };
  await setting.slack.click({ message, actionId: 'next', values: { ticks: { tell: ticked } } });
  expect(setting.received[0]?.payload).toMatchObject({ state: { values: { ticks: { tell: ticked } } } });
});

test('an outsider in a shared channel can click, under the team of their own', async () => {
  setting = await startSetting();
  const { channels, people } = setting.slack;
  await setting.call('chat.postMessage', { channel: channels.shared, text: 'text', blocks: withButton() });
  const message = setting.slack.lastMessageSeenBy(people.outsider, channels.shared);
  if (message) await setting.slack.click({ user: people.outsider, message, actionId: 'next' });
  expect(setting.received[0]?.payload).toMatchObject({
    team: { id: 'T024BE7LD' },
    user: { id: people.outsider, team_id: 'T9TK3CUKW' },
  });
});

test('one can only click what one sees', async () => {
  setting = await startSetting();
  const { people } = setting.slack;
  const message = await postEphemeral({ blocks: withButton() });
  await expect(setting.slack.click({ message, actionId: 'previous' })).rejects.toThrow('no element');
  await expect(setting.slack.click({ user: people.colleague, message, actionId: 'next' })).rejects.toThrow(
    'does not see',
  );
});

test('an old screen sends the old button, though the message has changed since', async () => {
  setting = await startSetting();
  await post({ blocks: withButton({ value: 'page 1' }) });
  const before = setting.slack.lastMessageSeenBy();
  if (!before) throw new Error('nothing was posted');
  await setting.call('chat.update', { channel: before.channel, ts: before.ts, text: 'text' });
  await expect(
    setting.slack.click({ message: { channel: before.channel, ts: before.ts }, actionId: 'next' }),
  ).rejects.toThrow();
  await setting.slack.click({ message: before, actionId: 'next' });
  expect(setting.received[0]?.payload).toMatchObject({ actions: [{ value: 'page 1' }], message: { blocks: [] } });
});

test('a click not acknowledged in time is an operation_timeout', async () => {
  setting = await startSetting(() => 'hang', { ackDeadlineMs: 50 });
  const message = await post({ blocks: withButton() });
  expect((await setting.slack.click({ message, actionId: 'next' })).outcome).toBe('operation_timeout');
});

test('a message in the acknowledgement of a click is not shown', async () => {
  setting = await startSetting(() => ({ body: { text: 'lost' } }));
  const message = await post({ blocks: withButton() });
  const delivery = await setting.slack.click({ message, actionId: 'next' });
  expect(delivery.answers).toEqual([]);
  expect(setting.slack.violations).toMatchObject([{ error: 'acknowledgement_body_ignored' }]);
});

test('nextAnswer hands out each answer once, those that came before too', async () => {
  setting = await startSetting();
  const message = await postEphemeral({ blocks: withButton() });
  const delivery = await setting.slack.click({ message, actionId: 'next' });
  const { response_url: url } = delivery.payload;
  await respond(url, { text: 'Page 2', replace_original: true });
  const later = [delivery.nextAnswer(), delivery.nextAnswer()];
  await respond(url, { text: 'Page 3', replace_original: true });
  expect(await Promise.all(later)).toMatchObject([{ text: 'Page 2' }, { text: 'Page 3' }]);
});
