import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Json } from '../../../slack/protocol.js';
import { type Setting, startSetting } from '../start-app.js';

let setting: Setting;
beforeEach(async () => {
  setting = await startSetting();
});
afterEach(() => setting.stop());

const texts = ({ messages }: Json) => (messages as Json[]).map(({ text }) => text);

test('conversations.info tells a shared channel from others', async () => {
  const { channels } = setting.slack;
  const info = async (channel: string) => (await setting.call('conversations.info', { channel })).channel;
  expect(await info(channels.deploys)).toMatchObject({
    name: 'deploys',
    is_member: true,
    is_ext_shared: false,
    is_private: false,
  });
  expect(await info(channels.shared)).toMatchObject({ is_ext_shared: true, is_pending_ext_shared: false });
  expect(await info(channels.direct)).toMatchObject({ is_im: true, user: setting.slack.people.me });
  expect(await setting.call('conversations.info', { channel: 'C0' })).toEqual({
    ok: false,
    error: 'channel_not_found',
  });
});

test('history comes newest first, page by page, without replies and whispers', async () => {
  const { channels, people } = setting.slack;
  const parent = setting.slack.say({ text: '1' });
  setting.slack.say({ text: 'reply', threadTs: parent.ts });
  await setting.call('chat.postEphemeral', { channel: channels.deploys, user: people.me, text: 'psst' });
  for (const text of ['2', '3', '4', '5']) setting.slack.say({ text });
  const page = (args: Json) => setting.call('conversations.history', { channel: channels.deploys, limit: 2, ...args });
  const first = await page({});
  const second = await page({ cursor: (first.response_metadata as Json).next_cursor });
  const third = await page({ cursor: (second.response_metadata as Json).next_cursor });
  expect([first, second, third].map(texts)).toEqual([['5', '4'], ['3', '2'], ['1']]);
  expect([first, second, third].map(({ has_more: more }) => more)).toEqual([true, true, false]);
  expect(texts(await page({ limit: 999, oldest: parent.ts }))).toEqual(['5', '4', '3', '2']);
  expect(texts(await page({ limit: 999, oldest: parent.ts, inclusive: true }))).toHaveLength(5);
  expect(texts(await page({ limit: 1 }))).toEqual(['5']);
  expect(await page({ limit: 0 })).toEqual({ ok: false, error: 'invalid_limit' });
  expect(await page({ limit: 1000 })).toEqual({ ok: false, error: 'invalid_limit' });
  expect(await page({ cursor: 'nonsense' })).toEqual({ ok: false, error: 'invalid_cursor' });
});

test('replies come oldest first, after their parent', async () => {
  const { channels } = setting.slack;
  const parent = setting.slack.say({ text: 'parent' });
  for (const text of ['1', '2']) setting.slack.say({ text, threadTs: parent.ts });
  const replies = (ts: string) => setting.call('conversations.replies', { channel: channels.deploys, ts });
  expect(texts(await replies(parent.ts))).toEqual(['parent', '1', '2']);
  expect(await replies('1.000000')).toEqual({ ok: false, error: 'thread_not_found' });
});

test('a channel is read by members only', async () => {
  const { channels } = setting.slack;
  expect(await setting.call('conversations.history', { channel: channels.general })).toEqual({
    ok: false,
    error: 'not_in_channel',
  });
  setting.slack.changeChannel(channels.releases, { hasBot: false });
  expect(await setting.call('conversations.history', { channel: channels.releases })).toEqual({
    ok: false,
    error: 'channel_not_found',
  });
});

test('conversations.open finds the direct channel, or makes it', async () => {
  const { channels, people } = setting.slack;
  const open = async (users: string) => await setting.call('conversations.open', { users });
  expect(await open(people.me)).toEqual({ ok: true, channel: { id: channels.direct } });
  const opened = await open(people.colleague);
  expect(await open(people.colleague)).toEqual(opened);
  const { id: channel } = opened.channel as Json;
  expect(await setting.call('chat.postEphemeral', { channel, user: people.colleague, text: 'x' })).toMatchObject({
    ok: true,
  });
  expect(await open('U0')).toEqual({ ok: false, error: 'user_not_found' });
});
