import { afterEach, expect, test } from '@jest/globals';
import { type Reply, respond, type Setting, startSetting, withButton } from './start-app.js';

let setting: Setting;
afterEach(() => setting.stop());

const run = async (reply: Reply, options = {}) => {
  setting = await startSetting(() => reply, options);
  return await setting.slack.runCommand({ text: 'my-pipeline --failed' });
};
const seen = () => setting.slack.messagesSeenBy().map(({ user, text }) => [user, text]);

test('a command brings every field Slack sends, and no thread_ts', async () => {
  const delivery = await run({});
  expect(setting.received[0]?.payload).toEqual({
    token: expect.any(String),
    team_id: 'T024BE7LD',
    team_domain: 'acme',
    channel_id: 'C024BE91L',
    channel_name: 'deploys',
    user_id: 'U061F7AUR',
    user_name: 'ada',
    command: '/pipeline-actions',
    text: 'my-pipeline --failed',
    api_app_id: expect.stringMatching(/^A/),
    is_enterprise_install: 'false',
    response_url: expect.stringMatching(/\/commands\/T024BE7LD\/\d+\/\S+$/),
    trigger_id: expect.stringMatching(/^\d+\.\d+\.[0-9a-f]{32}$/),
  });
  expect(setting.received[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  expect(delivery).toMatchObject({ outcome: 'acknowledged', status: 200, transport: 'http' });
});

test('private channels and direct messages are not named', async () => {
  setting = await startSetting();
  const { channels } = setting.slack;
  await setting.slack.runCommand({ channel: channels.releases });
  await setting.slack.runCommand({ channel: channels.direct });
  expect(setting.received.map(({ payload }) => payload.channel_name)).toEqual(['privategroup', 'directmessage']);
});

test('text is passed on as it was typed', async () => {
  setting = await startSetting();
  const text = ' “smart\u00a0quotes” <b> & @ada ';
  await setting.slack.runCommand({ text });
  expect(setting.received[0]?.payload.text).toBe(text);
});

test('an acknowledgement with a message is shown to the asker alone', async () => {
  const delivery = await run({ body: { text: 'Page 1', blocks: withButton(), response_type: 'sideways' } });
  const [answer] = delivery.answers;
  expect(answer).toMatchObject({ text: 'Page 1', visibleTo: setting.slack.people.me, blocks: withButton() });
  expect(setting.slack.messagesSeenBy(setting.slack.people.colleague)).toEqual([]);
  expect(await delivery.nextAnswer()).toBe(answer);
});

test('an acknowledgement in plain text is its text', async () => {
  const delivery = await run({ body: 'Hello' });
  expect(delivery.answers).toMatchObject([{ text: 'Hello', visibleTo: setting.slack.people.me }]);
});

test('in_channel shows the command, then the answer, to everybody', async () => {
  await run({ body: { text: 'Page 1', response_type: 'in_channel' } });
  const { people } = setting.slack;
  expect(setting.slack.messagesSeenBy(people.colleague).map(({ user, text }) => [user, text])).toEqual([
    [people.me, '/pipeline-actions my-pipeline --failed'],
    [people.bot, 'Page 1'],
  ]);
});

test('in_channel and nothing else shows the command only', async () => {
  await run({ body: { response_type: 'in_channel' } });
  expect(seen()).toEqual([[setting.slack.people.me, '/pipeline-actions my-pipeline --failed']]);
});

const failure = (error: string) => [['USLACKBOT', `/pipeline-actions failed with the error "${error}"`]];

test('no answer in time is an operation_timeout, in the words of Slack', async () => {
  const delivery = await run('hang', { ackDeadlineMs: 50 });
  expect(delivery).toMatchObject({ outcome: 'operation_timeout', status: 0 });
  expect(seen()).toEqual(failure('operation_timeout'));
  expect(setting.slack.lastMessageSeenBy()).toMatchObject({ fromSlackbot: true, visibleTo: setting.slack.people.me });
});

test('three seconds is the time there is', async () => {
  const delivery = await run('hang');
  expect(delivery.outcome).toBe('operation_timeout');
  expect(delivery.ackMs).toBeGreaterThanOrEqual(2990);
  expect(delivery.ackMs).toBeLessThan(3500);
});

test.each([
  [404, 'http_client_error'],
  [500, '500_service_error'],
  [503, '503_service_error'],
  [302, 'http_service_error'],
])('a status %i is %s', async (status, error) => {
  await run({ status });
  expect(seen()).toEqual(failure(error));
});

test('an app that is not there is a dispatch_failed', async () => {
  await run({}, { requestUrl: 'http://127.0.0.1:1/slack/events' });
  expect(seen()).toEqual(failure('dispatch_failed'));
});

test('an acknowledgement with bad blocks is refused and recorded', async () => {
  await run({ body: { text: 'x', blocks: [{ type: 'table', rows: [] }] } });
  expect(seen()).toEqual(failure('invalid_blocks'));
  expect(setting.slack.violations).toMatchObject([
    { kind: 'refused', where: 'slash_commands', error: 'invalid_blocks' },
  ]);
});

test('a later answer comes by response_url; there is no original to replace', async () => {
  const delivery = await run({});
  const { response_url: url } = delivery.payload;
  expect(await respond(url, { text: 'Page 1', replace_original: true })).toEqual({ status: 200, body: { ok: true } });
  expect(await delivery.nextAnswer()).toMatchObject({ text: 'Page 1', visibleTo: setting.slack.people.me });
  expect(setting.slack.violations).toMatchObject([{ kind: 'warning', error: 'no_original_to_replace' }]);
});

test('a command belongs to members of the channel from the home workspace', async () => {
  setting = await startSetting();
  const { channels, people } = setting.slack;
  await expect(setting.slack.runCommand({ user: people.outsider })).rejects.toThrow('is not in channel');
  await expect(setting.slack.runCommand({ user: people.outsider, channel: channels.shared })).rejects.toThrow(
    'not a valid command',
  );
});
