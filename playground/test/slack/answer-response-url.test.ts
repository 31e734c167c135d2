import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Delivery } from '../../slack/recordings.js';
import { respond, type Setting, startSetting, withButton } from './start-app.js';

const MINUTE = 60_000;
let clock = Date.now();
let setting: Setting;
beforeEach(async () => {
  setting = await startSetting(() => ({}), { now: () => clock });
});
afterEach(() => setting.stop());

const errors = () => setting.slack.violations.map(({ error }) => error);
const deploys = () => setting.slack.messagesSeenBy();

async function clickOn(method: 'chat.postMessage' | 'chat.postEphemeral'): Promise<Delivery> {
  const { channels, people } = setting.slack;
  await setting.call(method, { channel: channels.deploys, user: people.me, text: 'Page 1', blocks: withButton() });
  const message = setting.slack.lastMessageSeenBy();
  if (!message) throw new Error('nothing was posted');
  return await setting.slack.click({ message, actionId: 'next' });
}

test('a url is used five times, then used up', async () => {
  const { payload } = await setting.slack.runCommand();
  for (let use = 1; use <= 5; use += 1)
    expect(await respond(payload.response_url, { text: `${use}` })).toEqual({ status: 200, body: { ok: true } });
  expect(await respond(payload.response_url, { text: '6' })).toEqual({
    status: 404,
    body: { ok: false, error: 'used_url' },
  });
  expect(deploys()).toHaveLength(5);
});

test('a url lives 30 minutes', async () => {
  const { payload } = await setting.slack.runCommand();
  clock += 30 * MINUTE;
  expect((await respond(payload.response_url, { text: 'in time' })).status).toBe(200);
  clock += 1;
  expect(await respond(payload.response_url, { text: 'late' })).toEqual({
    status: 404,
    body: { ok: false, error: 'expired_url' },
  });
});

test('every interaction has a url of its own', async () => {
  const first = await setting.slack.runCommand();
  const second = await setting.slack.runCommand();
  expect(first.payload.response_url).not.toBe(second.payload.response_url);
  expect((await respond(`${setting.slack.url}/actions/T024BE7LD/1/x`, { text: 'x' })).status).toBe(404);
});

test('a replacement edits the ephemeral message that was clicked, and it stays ephemeral', async () => {
  const { payload } = await clickOn('chat.postEphemeral');
  const [before] = deploys();
  await respond(payload.response_url, { text: 'Page 2', replace_original: true, response_type: 'in_channel' });
  expect(deploys()).toMatchObject([{ ts: before?.ts, text: 'Page 2', blocks: [], visibleTo: setting.slack.people.me }]);
  expect(errors()).toEqual(['response_type_cannot_change']);
});

test('a replacement edits the public message that was clicked', async () => {
  const { payload } = await clickOn('chat.postMessage');
  await respond(payload.response_url, { text: 'Page 2', replace_original: true });
  expect(deploys()).toMatchObject([{ text: 'Page 2' }]);
  expect(setting.slack.messagesSeenBy(setting.slack.people.colleague)).toMatchObject([{ text: 'Page 2' }]);
});

test('a replacement that keeps a block_id is taken with a warning', async () => {
  const { payload } = await clickOn('chat.postEphemeral');
  await respond(payload.response_url, { text: 'Page 2', blocks: withButton(), replace_original: true });
  expect(deploys()).toMatchObject([{ text: 'Page 2' }]);
  expect(errors()).toEqual(['block_id_reused']);
});

test('without replacing, an answer is one more message, ephemeral or in_channel', async () => {
  const { payload } = await clickOn('chat.postMessage');
  await respond(payload.response_url, { text: 'for you', replace_original: false });
  await respond(payload.response_url, { text: 'for all', replace_original: false, response_type: 'in_channel' });
  const { people } = setting.slack;
  expect(deploys().map(({ text, visibleTo }) => [text, visibleTo])).toEqual([
    ['Page 1', undefined],
    ['for you', people.me],
    ['for all', undefined],
  ]);
  expect(errors()).toEqual([]);
});

test('a reply in a thread has to be public', async () => {
  const { payload } = await clickOn('chat.postMessage');
  const [parent] = deploys();
  const reply = { text: 'reply', thread_ts: parent?.ts, replace_original: false };
  await respond(payload.response_url, reply);
  await respond(payload.response_url, { ...reply, response_type: 'in_channel' });
  expect(deploys().map(({ threadTs }) => threadTs)).toEqual([undefined, undefined, parent?.ts]);
  expect(errors()).toEqual(['thread_ts_ignored']);
});

test('delete_original takes the message away', async () => {
  const { payload } = await clickOn('chat.postEphemeral');
  expect(await respond(payload.response_url, { delete_original: true })).toMatchObject({ status: 200 });
  expect(deploys()).toEqual([]);
  expect((await respond(payload.response_url, { text: 'x', replace_original: true })).body).toMatchObject({
    error: 'message_not_found',
  });
});

test('neither replacing nor not replacing is a warning: sources disagree on what Slack does', async () => {
  const { payload } = await clickOn('chat.postEphemeral');
  await respond(payload.response_url, { text: 'Page 2' });
  expect(errors()).toEqual(['replace_original_unset']);
});

test('refused blocks are answered 200 with ok false, and a use is gone', async () => {
  const { payload } = await setting.slack.runCommand();
  const table = { text: 'x', blocks: [{ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }] };
  const answer = await respond(payload.response_url, table);
  expect(answer).toEqual({
    status: 200,
    body: {
      ok: false,
      error: 'invalid_blocks',
      errors: ['unsupported type: table [json-pointer:/blocks/0/type]'],
      response_metadata: { messages: ['[ERROR] unsupported type: table [json-pointer:/blocks/0/type]'] },
    },
  });
  for (let use = 2; use <= 5; use += 1) expect((await respond(payload.response_url, { text: 'x' })).status).toBe(200);
  expect((await respond(payload.response_url, { text: 'x' })).status).toBe(404);
});

test('refused blocks can be answered 400 instead', async () => {
  const strict = await startSetting(() => ({}), { refusalStatus: 400 });
  const { payload } = await strict.slack.runCommand();
  expect((await respond(payload.response_url, { blocks: [{}] })).status).toBe(400);
  await strict.stop();
});

test('an answer reaches a channel the bot is not in', async () => {
  const { channels } = setting.slack;
  const { payload } = await setting.slack.runCommand({ channel: channels.general });
  await respond(payload.response_url, { text: 'shared', response_type: 'in_channel' });
  expect(setting.slack.lastMessageSeenBy(undefined, channels.general)).toMatchObject({ text: 'shared' });
});
