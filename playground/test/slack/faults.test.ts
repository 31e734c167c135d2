import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { respond, type Setting, startSetting } from './start-app.js';

let setting: Setting;
beforeEach(async () => {
  setting = await startSetting();
});
afterEach(() => setting.stop());

const post = (channel: string = setting.slack.channels.deploys, signal?: AbortSignal) =>
  fetch(`${setting.slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${setting.slack.botToken}` },
    body: new URLSearchParams({ channel, text: 'x' }),
    ...(signal && { signal }),
  });
const posted = () => setting.slack.messagesSeenBy().length;

test('a method fails as often as asked, then works again', async () => {
  setting.slack.faults.add({ on: 'chat.postMessage', times: 2, error: 'internal_error' });
  const errors = [];
  for (let call = 0; call < 3; call += 1) errors.push(((await (await post()).json()) as { error?: string }).error);
  expect(errors).toEqual(['internal_error', 'internal_error', undefined]);
  expect(posted()).toBe(1);
});

test('429 comes with Retry-After, for one channel alone if asked', async () => {
  const { deploys, random } = setting.slack.channels;
  const lift = setting.slack.faults.add({ on: 'chat.postMessage', channel: deploys, retryAfter: 30 });
  const limited = await post(deploys);
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '30']);
  expect((await post(random)).status).toBe(200);
  lift();
  expect((await post(deploys)).status).toBe(200);
});

test('an HTTP error has no JSON in it', async () => {
  setting.slack.faults.add({ on: '*', times: 1, status: 503 });
  const response = await post();
  expect([response.status, response.headers.get('content-type')]).toEqual([503, 'text/html']);
});

test.each(['before', 'after'] as const)('a connection dropped %s the work', async (drop) => {
  setting.slack.faults.add({ on: 'chat.postMessage', times: 1, drop });
  await expect(post()).rejects.toThrow('fetch failed');
  expect(posted()).toBe(drop === 'after' ? 1 : 0);
  expect(setting.slack.requests.at(-1)).toMatchObject({ status: 0, ms: -1 });
});

test.each(['before', 'after'] as const)('a call left hanging %s the work', async (hang) => {
  setting.slack.faults.add({ on: 'chat.postMessage', times: 1, hang });
  const given = new AbortController();
  const reached = setting.slack.nextRequest('chat.postMessage');
  const call = post(undefined, given.signal);
  await reached;
  expect(posted()).toBe(hang === 'after' ? 1 : 0);
  given.abort();
  await expect(call).rejects.toThrow('abort');
});

test('a response_url fails like a method', async () => {
  const { payload } = await setting.slack.runCommand();
  setting.slack.faults.add({ on: 'response_url', times: 1, error: 'internal_error' });
  expect(await respond(payload.response_url, { text: 'x' })).toEqual({
    status: 200,
    body: { ok: false, error: 'internal_error' },
  });
  expect((await respond(payload.response_url, { text: 'x' })).body).toEqual({ ok: true });
});

test('latency is added to every call', async () => {
  setting.slack.faults.latencyMs = 80;
  const start = performance.now();
  await post();
  expect(performance.now() - start).toBeGreaterThanOrEqual(79);
  setting.slack.faults.clear();
  expect(setting.slack.faults.latencyMs).toBe(0);
});
