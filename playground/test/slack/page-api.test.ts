import { request } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import type { Controls, Json, ServerEvent } from '../../slack/protocol.js';
import type { SlackWorkspaceOptions } from '../../slack/start-slack-workspace.js';
import { type Reply, type Setting, startSetting, withButton } from './start-app.js';

type EventOf<T extends ServerEvent['type']> = Extract<ServerEvent, { type: T }>;

let setting: Setting;
let closePage = () => {};
afterEach(async () => {
  closePage();
  await setting.stop();
});

/** Opens the page's stream and reads it event by event. */
async function openPage() {
  const left = new AbortController();
  closePage = () => left.abort();
  const response = await fetch(`${setting.slack.url}/ui/events`, { signal: left.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const nextEvent = async (): Promise<ServerEvent> => {
    const end = text.indexOf('\n\n');
    if (end >= 0) {
      const event = JSON.parse(text.slice('data: '.length, end));
      text = text.slice(end + 2);
      return event;
    }
    const read = await reader?.read();
    if (!read || read.done) throw new Error('The stream has ended.');
    text += read.value;
    return await nextEvent();
  };
  const next = async <T extends ServerEvent['type']>(type: T): Promise<EventOf<T>> => {
    for (;;) {
      const event = await nextEvent();
      if (event.type === type) return event as EventOf<T>;
    }
  };
  return { next, snapshot: await next('snapshot') };
}

const start = async (reply?: (payload: Json) => Reply, options?: SlackWorkspaceOptions) => {
  setting = await startSetting(({ payload }) => reply?.(payload) ?? {}, options);
};
const gesture = async (name: string, body: Json): Promise<Json> => {
  const response = await fetch(`${setting.slack.url}/ui/${name}`, { method: 'POST', body: JSON.stringify(body) });
  return (await response.json()) as Json;
};
const command = (text: string) => gesture('command', { channel: setting.slack.channels.deploys, text });

/** The status of a GET with headers that a browser would set, and `fetch` would not let one set. */
const statusWith = (headers: Record<string, string>) =>
  new Promise<number | undefined>((resolve, reject) => {
    const sent = request(`${setting.slack.url}/ui/events`, { headers }, (response) => {
      response.destroy();
      resolve(response.statusCode);
    });
    sent.on('error', reject).end();
  });

test('a page gets all there is, but no ephemeral messages and nothing of others', async () => {
  await start();
  const { channels, people } = setting.slack;
  setting.slack.say({ text: 'hello' });
  setting.slack.addChannel({ name: 'theirs', members: [people.colleague] });
  await setting.call('chat.postEphemeral', { channel: channels.deploys, user: people.me, text: 'psst' });
  const { snapshot } = await openPage();
  expect(snapshot).toMatchObject({
    team: { id: 'T024BE7LD', name: 'Acme' },
    me: { id: people.me, name: 'ada' },
    messages: [{ text: 'hello' }],
    view: null,
    exchanges: [{ title: 'chat.postEphemeral' }],
    commands: [{ command: '/pipeline-actions' }],
    controls: null,
  });
  expect(snapshot.channels.map(({ name }) => name)).not.toContain('theirs');
});

test('a page hears what is said to it, not what is whispered to others', async () => {
  await start();
  const { channels, people } = setting.slack;
  const page = await openPage();
  const whisper = (user: string) => setting.call('chat.postEphemeral', { channel: channels.deploys, user, text: user });
  await whisper(people.colleague);
  await whisper(people.me);
  expect(await page.next('message')).toMatchObject({ message: { text: people.me } });
});

test('a command goes to the bot, and the exchange to the panel, with secrets masked', async () => {
  await start(() => ({ body: { text: 'Page 1' } }));
  const page = await openPage();
  expect(await command('/pipeline-actions my-pipeline')).toEqual({ ok: true });
  expect(setting.received[0]?.payload).toMatchObject({ command: '/pipeline-actions', text: 'my-pipeline' });
  const { exchange } = await page.next('exchange');
  expect(exchange).toMatchObject({ route: 'slack → bot', title: 'POST /slack/events', status: 200 });
  expect(exchange.requestHeaders['x-slack-signature']).toMatch(/^v0=/);
  expect(JSON.parse(exchange.request)).toMatchObject({ text: 'my-pipeline', token: '…' });
  expect(await page.next('message')).toMatchObject({ message: { text: 'Page 1' } });
});

const commands = (shouldEscape: boolean) => ({
  commands: [{ command: '/pipeline-actions', description: 'x', usageHint: 'x', shouldEscape }],
});
const TYPED =
  'subscribe svc --mention @ada @deployers @Nobody in #deploys #releases <b> https://example.com/?a=1&b=2. a@grace';

test('names and addresses typed behind a command come as Slack resolves them where its declaration asks for it', async () => {
  await start(undefined, commands(true));
  await command(`/pipeline-actions ${TYPED}`);
  const { people, channels } = setting.slack;
  expect(setting.received[0]?.payload.text).toBe(
    `subscribe svc --mention <@${people.me}|ada> <!subteam^S0614TZR7|@deployers> @Nobody in <#${channels.deploys}|deploys> ` +
      `<#${channels.releases}|> &lt;b&gt; <https://example.com/?a=1&amp;b=2>. a@grace`,
  );
});

test('without should_escape a command is passed on as it was typed', async () => {
  await start(undefined, commands(false));
  await command(`/pipeline-actions ${TYPED}`);
  expect(setting.received[0]?.payload.text).toBe(TYPED);
});

test('names in a message become mentions, what looks like markup stays text', async () => {
  await start();
  await command('@grace: is <b> & `@ada` in #deploys?');
  const { people, channels } = setting.slack;
  expect(setting.slack.lastMessageSeenBy()?.text).toBe(
    `<@${people.colleague}>: is &lt;b&gt; &amp; \`@ada\` in <#${channels.deploys}>?`,
  );
});

test('a call of the bot is shown with the scheme of its token only', async () => {
  await start();
  const page = await openPage();
  await setting.call('auth.test', { note: setting.slack.botToken });
  const { exchange } = await page.next('exchange');
  expect(exchange).toMatchObject({ route: 'bot → slack', title: 'auth.test', status: 200 });
  expect(exchange.requestHeaders.authorization).toBe('Bearer …');
  expect(JSON.stringify(exchange)).not.toContain(setting.slack.botToken);
});

test('plain text is a message; an undeclared command is explained by Slackbot', async () => {
  await start();
  await command('hello');
  await command('/deploy now');
  expect(setting.received).toEqual([]);
  expect(setting.slack.messagesSeenBy()).toMatchObject([
    { text: 'hello', user: setting.slack.people.me },
    { text: expect.stringContaining('`/deploy` is not a valid command'), fromSlackbot: true },
  ]);
});

test('a click is sent on; one that fails comes back in words', async () => {
  let status = 200;
  await start(() => ({ status }));
  const { channels } = setting.slack;
  const { ts } = await setting.call('chat.postMessage', { channel: channels.deploys, text: 'x', blocks: withButton() });
  const container = { type: 'message', channel: channels.deploys, ts };
  const click = (actionId: string) => gesture('action', { container, blockId: 'row', actionId });
  expect(await click('next')).toEqual({ ok: true });
  expect(setting.received[0]?.payload).toMatchObject({ type: 'block_actions', actions: [{ value: 'token' }] });
  expect(await click('gone')).toEqual({ ok: false, error: expect.stringContaining('no element') });
  status = 500;
  expect(await click('next')).toEqual({ ok: false, error: '500_service_error' });
});

test('every box that is ticked on the page reaches the bot', async () => {
  await start();
  const { channels } = setting.slack;
  const options = ['a', 'b'].map((value) => ({ text: { type: 'plain_text', text: value }, value }));
  const blocks = [{ type: 'actions', block_id: 'row', elements: [{ type: 'checkboxes', action_id: 'tell', options }] }];
  const { ts } = await setting.call('chat.postMessage', { channel: channels.deploys, text: 'x', blocks });
  const container = { type: 'message', channel: channels.deploys, ts };
  const selectedValues = ['a', 'b'];
  expect(await gesture('action', { container, blockId: 'row', actionId: 'tell', selectedValues })).toEqual({
    ok: true,
  });
  expect(setting.received[0]?.payload).toMatchObject({ actions: [{ selected_options: options }] });
});

test('type-ahead comes back flat, as the page draws it', async () => {
  const text = (words: string) => ({ type: 'plain_text', text: words });
  await start(({ type }) =>
    type === 'block_suggestion'
      ? { body: { options: [{ text: text('Checkout'), description: text('eu-west-1'), value: 'checkout' }] } }
      : {},
  );
  const { channels } = setting.slack;
  const select = { type: 'external_select', action_id: 'pipeline', min_query_length: 0 };
  const blocks = [{ type: 'actions', block_id: 'row', elements: [select] }];
  const { ts } = await setting.call('chat.postMessage', { channel: channels.deploys, text: 'x', blocks });
  const container = { type: 'message', channel: channels.deploys, ts };
  expect(await gesture('options', { container, blockId: 'row', actionId: 'pipeline', value: '' })).toEqual({
    ok: true,
    groups: [{ label: null, options: [{ text: 'Checkout', description: 'eu-west-1', value: 'checkout' }] }],
  });
});

test('a modal is shown, answered with errors by block, and closed', async () => {
  await start(({ type }) =>
    type === 'view_submission' ? { body: { response_action: 'errors', errors: { why: 'Too short.' } } } : {},
  );
  const page = await openPage();
  const text = (words: string) => ({ type: 'plain_text', text: words });
  const element = { type: 'plain_text_input', action_id: 'reason' };
  const blocks = [{ type: 'input', block_id: 'why', label: text('Why'), element }];
  const { payload } = await setting.slack.runCommand();
  const view = { type: 'modal', title: text('Approve'), submit: text('Send'), close: text('Not now'), blocks };
  await setting.call('views.open', { trigger_id: payload.trigger_id, view });
  const opened = (await page.next('view')).view;
  expect(opened).toMatchObject({ title: 'Approve', submit: 'Send', close: 'Not now', depth: 0, blocks });
  const values = { why: { reason: { type: 'plain_text_input', value: 'no' } } };
  expect(await gesture('view-submit', { viewId: opened?.id, values })).toEqual({
    ok: false,
    error: 'Too short.',
    errors: { why: 'Too short.' },
  });
  expect(await gesture('view-close', { viewId: 'V0' })).toMatchObject({ ok: false });
  expect(await gesture('view-close', { viewId: opened?.id })).toEqual({ ok: true });
  expect(await page.next('view')).toEqual({ type: 'view', view: null });
});

test('the control panel acts through its hook and hears of new controls', async () => {
  const asked: unknown[] = [];
  const onControl = async (control: unknown) => {
    if (asked.push(control) > 1) throw new Error('There is no such pipeline.');
    return 'The bot has been restarted.';
  };
  await start(undefined, { onControl });
  const page = await openPage();
  expect(await gesture('control', { do: 'restart-bot' })).toEqual({ ok: true, said: 'The bot has been restarted.' });
  expect(asked).toEqual([{ do: 'restart-bot' }]);
  expect(await gesture('control', { do: 'expire-tokens' })).toEqual({ ok: false, error: 'There is no such pipeline.' });
  const controls = { pipelines: ['checkout'], scenes: {} } as unknown as Controls;
  setting.slack.setControls(controls);
  expect(await page.next('controls')).toEqual({ type: 'controls', controls });
  expect((await openPage()).snapshot.controls).toEqual(controls);
});

test('only a page from here may listen and act', async () => {
  await start();
  const { host } = new URL(setting.slack.url);
  const localhost = host.replace('127.0.0.1', 'localhost');
  expect(await statusWith({ host, origin: `http://${host}` })).toBe(200);
  expect(await statusWith({ host: localhost })).toBe(200);
  expect(await statusWith({ host: 'evil.example' })).toBe(403);
  expect(await statusWith({ host, origin: 'http://evil.example' })).toBe(403);
});

test('what is not the page, the API or an address given out is not there', async () => {
  await start(undefined, {
    servePage: (asked, response) => {
      if (asked.url !== '/') return false;
      response.end('the page');
      return true;
    },
  });
  expect(await (await fetch(setting.slack.url)).text()).toBe('the page');
  expect((await fetch(`${setting.slack.url}/favicon.ico`)).status).toBe(404);
  expect((await fetch(`${setting.slack.url}/files/F0/x`)).status).toBe(404);
  expect((await fetch(`${setting.slack.url}/ui/nonsense`, { method: 'POST', body: '{}' })).status).toBe(404);
});
