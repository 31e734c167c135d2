import { afterEach, expect, test } from '@jest/globals';
import { callMethod, type Setting, startSetting } from './start-app.js';

let setting: Setting;
afterEach(() => setting.stop());

test('a method wants a token, the right one, of the right kind', async () => {
  setting = await startSetting(undefined, { appToken: 'xapp-1' });
  const call = (token: string, method = 'auth.test') => callMethod(setting.slack, method, {}, token);
  expect(await call('')).toEqual({ ok: false, error: 'not_authed' });
  expect(await call('xoxb-other')).toEqual({ ok: false, error: 'invalid_auth' });
  expect(await call('xapp-1')).toEqual({ ok: false, error: 'not_allowed_token_type' });
  expect(await call(setting.slack.botToken, 'apps.connections.open')).toEqual({
    ok: false,
    error: 'not_allowed_token_type',
  });
});

test('auth.test says who the bot is and where', async () => {
  setting = await startSetting();
  expect(await setting.call('auth.test')).toEqual({
    ok: true,
    url: `${setting.slack.url}/`,
    team: 'Acme',
    team_id: setting.slack.team.id,
    user: 'pipeline-actions',
    user_id: setting.slack.people.bot,
    bot_id: expect.stringMatching(/^B/),
    is_enterprise_install: false,
  });
});

test('an unknown method is said to be one, and unreadable JSON too', async () => {
  setting = await startSetting();
  expect(await setting.call('chat.shout')).toMatchObject({ ok: false, error: 'unknown_method' });
  const headers = { authorization: `Bearer ${setting.slack.botToken}`, 'content-type': 'application/json' };
  const response = await fetch(`${setting.slack.apiUrl}auth.test`, { method: 'POST', headers, body: '[' });
  expect(await response.json()).toEqual({ ok: false, error: 'invalid_json' });
});

test('a form does as well as JSON, its blocks as JSON text', async () => {
  setting = await startSetting();
  const form = new URLSearchParams({
    token: setting.slack.botToken,
    channel: setting.slack.channels.deploys,
    text: 'x',
    blocks: JSON.stringify([{ type: 'divider' }]),
  });
  const post = async (body: URLSearchParams) =>
    (await fetch(`${setting.slack.apiUrl}chat.postMessage`, { method: 'POST', body })).json();
  expect(await post(form)).toMatchObject({
    ok: true,
    message: { blocks: [{ type: 'divider', block_id: expect.any(String) }] },
  });
  form.set('blocks', '[{');
  expect(await post(form)).toEqual({ ok: false, error: 'invalid_blocks_format' });
});

test('a method needs its scope where scopes are given', async () => {
  setting = await startSetting(undefined, { scopes: ['commands', 'chat:write'] });
  expect(await setting.call('users.info', { user: setting.slack.people.me })).toEqual({
    ok: false,
    error: 'missing_scope',
    needed: 'users:read',
    provided: 'commands,chat:write',
  });
  expect(await setting.call('chat.postMessage', { channel: setting.slack.channels.deploys, text: 'x' })).toMatchObject({
    ok: true,
  });
});

test('chat.postMessage is limited to about one a second and channel, where limits are on', async () => {
  let clock = Date.now();
  setting = await startSetting(undefined, { isRateLimited: true, now: () => clock });
  const { deploys, random } = setting.slack.channels;
  const post = async (channel: string) => await setting.call('chat.postMessage', { channel, text: 'x' });
  for (let burst = 0; burst < 3; burst += 1) expect(await post(deploys)).toMatchObject({ ok: true });
  expect(await post(deploys)).toEqual({ ok: false, error: 'ratelimited' });
  expect(setting.slack.requests.at(-1)).toMatchObject({ status: 429 });
  expect(await post(random)).toMatchObject({ ok: true });
  clock += 1000;
  expect(await post(deploys)).toMatchObject({ ok: true });
  expect(await post(deploys)).toMatchObject({ ok: false });
});

test('calls are recorded with arguments, answer and time, but without token', async () => {
  setting = await startSetting();
  const next = setting.slack.nextRequest('users.info');
  await setting.call('users.info', { user: 'U0' });
  expect(await next).toEqual({
    method: 'users.info',
    args: { user: 'U0' },
    at: expect.any(Number),
    ms: expect.any(Number),
    status: 200,
    response: '{"ok":false,"error":"user_not_found"}',
  });
  expect(setting.slack.violations).toMatchObject([{ kind: 'refused', where: 'users.info', error: 'user_not_found' }]);
});
