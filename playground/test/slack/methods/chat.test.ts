import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Json } from '../../../slack/protocol.js';
import { type Setting, startSetting, withButton } from '../start-app.js';

let setting: Setting;
let deploys: string;
beforeEach(async () => {
  setting = await startSetting();
  deploys = setting.slack.channels.deploys;
});
afterEach(() => setting.stop());

const post = (args: Json) => setting.call('chat.postMessage', { channel: deploys, text: 'text', ...args });
const refused = (error: string) => ({ ok: false, error });
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const sections = (...sizes: number[]) => sizes.map((size) => section('x'.repeat(size)));

test('a message is posted under a ts of its own', async () => {
  const [first, second] = [await post({ blocks: withButton() }), await post({})];
  expect(first).toEqual({
    ok: true,
    channel: deploys,
    ts: expect.stringMatching(/^\d{10}\.\d{6}$/),
    message: expect.objectContaining({ type: 'message', text: 'text', blocks: withButton(), team: 'T024BE7LD' }),
  });
  expect(String(second.ts) > String(first.ts)).toBe(true);
});

test('a channel can be named, or be a person', async () => {
  expect(await post({ channel: '#random' })).toMatchObject({ channel: setting.slack.channels.random });
  expect(await post({ channel: setting.slack.people.me })).toMatchObject({ channel: setting.slack.channels.direct });
  expect(await post({ channel: setting.slack.people.colleague })).toMatchObject({
    ok: true,
    channel: expect.stringMatching(/^D/),
  });
});

test('the bot posts only where it is', async () => {
  const { general, releases } = setting.slack.channels;
  expect(await post({ channel: general })).toEqual(refused('not_in_channel'));
  expect(await post({ channel: 'C0NOWHERE' })).toEqual(refused('channel_not_found'));
  setting.slack.changeChannel(releases, { hasBot: false });
  expect(await post({ channel: releases })).toEqual(refused('channel_not_found'));
  setting.slack.changeChannel(deploys, { isArchived: true });
  expect(await post({})).toEqual(refused('is_archived'));
});

test('with chat:write.public it posts to public channels uninvited', async () => {
  const open = await startSetting(undefined, { scopes: ['chat:write', 'chat:write.public'] });
  expect(await open.call('chat.postMessage', { channel: open.slack.channels.general, text: 'x' })).toMatchObject({
    ok: true,
  });
  await open.stop();
});

test('a message says something', async () => {
  expect(await post({ text: '' })).toEqual(refused('no_text'));
  expect(await post({ text: '', blocks: [] })).toEqual(refused('no_text'));
  expect(await post({ text: null })).toEqual(refused('no_text'));
  expect(setting.slack.violations.map(({ kind }) => kind)).toEqual(['refused', 'refused', 'refused']);
  expect(await post({ text: undefined, blocks: sections(1) })).toMatchObject({ ok: true });
  expect(setting.slack.violations.at(-1)).toMatchObject({
    kind: 'warning',
    where: 'chat.postMessage',
    error: 'missing_text',
  });
});

test('text over 40,000 characters is cut with a warning', async () => {
  expect(await post({ text: 'x'.repeat(40_000) })).not.toHaveProperty('warning');
  expect(await post({ text: 'x'.repeat(40_001) })).toMatchObject({ ok: true, warning: 'message_truncated' });
  expect(setting.slack.lastMessageSeenBy()?.text).toHaveLength(40_000);
});

test('refused blocks are named', async () => {
  expect(await post({ blocks: [section('')] })).toEqual({
    ...refused('invalid_blocks'),
    errors: ['must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    response_metadata: { messages: ['[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]'] },
  });
  expect(setting.slack.messagesSeenBy()).toEqual([]);
});

test('a whole message of 13,200 rendered characters is too long', async () => {
  expect(await post({ blocks: sections(3000, 3000, 3000, 3000, 1199) })).toMatchObject({ ok: true });
  expect(await post({ blocks: sections(3000, 3000, 3000, 3000, 1200) })).toEqual(refused('msg_blocks_too_long'));
});

test('attachments: a hundred, their blocks as strict as any', async () => {
  const attachments = (count: number) => Array.from({ length: count }, () => ({ text: 'x' }));
  expect(await post({ attachments: attachments(100) })).toMatchObject({ ok: true });
  expect(await post({ attachments: attachments(101) })).toEqual(refused('too_many_attachments'));
  expect(await post({ attachments: [{ blocks: [section('')] }] })).toMatchObject(refused('invalid_blocks'));
});

test('metadata is kept, read back, kept by updates and cleared by {}', async () => {
  const metadata = { event_type: 'failure_announced', event_payload: { execution_id: 'abc' } };
  const { ts } = await post({ metadata });
  const readBack = async () => {
    const { messages } = await setting.call('conversations.history', { channel: deploys, include_all_metadata: true });
    return (messages as Json[])[0]?.metadata;
  };
  expect(await readBack()).toEqual(metadata);
  await setting.call('chat.update', { channel: deploys, ts, text: 'fixed' });
  expect(await readBack()).toEqual(metadata);
  await setting.call('chat.update', { channel: deploys, ts, text: 'fixed', metadata: {} });
  expect(await readBack()).toBeUndefined();
  expect(await post({ metadata: { event_type: 'x' } })).toEqual(refused('invalid_metadata_format'));
});

test('a reply goes to a thread that exists, a reply to a reply to the same one', async () => {
  const { ts } = await post({});
  const reply = await post({ thread_ts: ts });
  expect(reply).toMatchObject({ message: { thread_ts: ts } });
  expect(await post({ thread_ts: reply.ts })).toMatchObject({ message: { thread_ts: ts } });
  expect(await post({ thread_ts: '1.000000' })).toEqual(refused('thread_not_found'));
});

test('a reply that is broadcast stands in the thread and in the channel', async () => {
  const { ts } = await post({ text: 'parent' });
  await post({ text: 'quiet', thread_ts: ts });
  const loud = await post({ text: 'loud', thread_ts: ts, reply_broadcast: true });
  expect(loud).toMatchObject({ message: { subtype: 'thread_broadcast', thread_ts: ts } });
  const textsOf = async (method: string, args: Json) => {
    const { messages } = await setting.call(method, { channel: deploys, ...args });
    return (messages as Json[]).map(({ text }) => text);
  };
  expect(await textsOf('conversations.history', {})).toEqual(['loud', 'parent']);
  expect(await textsOf('conversations.replies', { ts })).toEqual(['parent', 'quiet', 'loud']);
  expect(setting.slack.lastMessageSeenBy()).toMatchObject({ threadTs: ts, isBroadcast: true });
});

test('a reply can be broadcast later, and an edit takes that back from none', async () => {
  const { ts: thread_ts } = await post({});
  const { ts } = await post({ thread_ts });
  await setting.call('chat.update', { channel: deploys, ts, text: 'now for all', reply_broadcast: true });
  await setting.call('chat.update', { channel: deploys, ts, text: 'edited' });
  expect(setting.slack.lastMessageSeenBy()).toMatchObject({ text: 'edited', isBroadcast: true });
});

test('what is no reply cannot be broadcast', async () => {
  await post({ reply_broadcast: true });
  expect(setting.slack.lastMessageSeenBy()).not.toHaveProperty('isBroadcast');
  expect(setting.slack.violations).toMatchObject([{ kind: 'warning', error: 'reply_broadcast_ignored' }]);
});

test('chat.update puts text and blocks in place of the ones before', async () => {
  const { ts } = await post({ blocks: withButton(), attachments: [{ text: 'x' }] });
  const update = (args: Json) => setting.call('chat.update', { channel: deploys, ts, ...args });
  expect(await update({ text: 'new' })).toMatchObject({ ok: true, ts, text: 'new', message: { blocks: [] } });
  expect(setting.slack.lastMessageSeenBy()).not.toHaveProperty('attachments');
  expect(await update({ text: 'x'.repeat(4000) })).toMatchObject({ ok: true });
  expect(await update({ text: 'x'.repeat(4001) })).toEqual(refused('msg_too_long'));
  expect(await update({})).toEqual(refused('no_text'));
});

test('chat.update asks for new block ids', async () => {
  const { ts } = await post({ blocks: withButton() });
  await setting.call('chat.update', { channel: deploys, ts, text: 'new', blocks: withButton() });
  expect(setting.slack.violations).toMatchObject([{ kind: 'warning', where: 'chat.update', error: 'block_id_reused' }]);
});

test("only the bot's own messages can be updated and deleted, by id, and no ephemeral ones", async () => {
  const { ts } = setting.slack.say({ text: 'hello' });
  const { people } = setting.slack;
  const { message_ts } = await setting.call('chat.postEphemeral', { channel: deploys, user: people.me, text: 'x' });
  const update = (args: Json) => setting.call('chat.update', { channel: deploys, text: 'x', ...args });
  expect(await update({ ts })).toEqual(refused('cant_update_message'));
  expect(await update({ ts: message_ts })).toEqual(refused('message_not_found'));
  expect(await update({ ts: '1.000000' })).toEqual(refused('message_not_found'));
  expect(await update({ ts, channel: '#deploys' })).toEqual(refused('channel_not_found'));
  expect(await setting.call('chat.delete', { channel: deploys, ts })).toEqual(refused('cant_delete_message'));
});

test('chat.delete takes a message away', async () => {
  const { ts } = await post({});
  expect(await setting.call('chat.delete', { channel: deploys, ts })).toEqual({ ok: true, channel: deploys, ts });
  expect(setting.slack.messagesSeenBy()).toEqual([]);
});

test('chat.postEphemeral reaches one member of the channel, and takes no blocks in attachments', async () => {
  const { people } = setting.slack;
  const whisper = (args: Json) =>
    setting.call('chat.postEphemeral', { channel: deploys, user: people.me, text: 'psst', ...args });
  expect(await whisper({})).toEqual({ ok: true, message_ts: expect.any(String) });
  expect(setting.slack.messagesSeenBy(people.colleague)).toEqual([]);
  expect(await whisper({ user: people.outsider })).toEqual(refused('user_not_in_channel'));
  expect(await whisper({ channel: setting.slack.channels.general })).toEqual(refused('not_in_channel'));
  expect(await whisper({ attachments: [{ blocks: [section('x')] }] })).toEqual(refused('invalid_attachments'));
});

test('chat.getPermalink leads to the message', async () => {
  const { ts } = await post({});
  expect(await setting.call('chat.getPermalink', { channel: deploys, message_ts: ts })).toEqual({
    ok: true,
    channel: deploys,
    permalink: `${setting.slack.url}/archives/${deploys}/p${String(ts).replace('.', '')}`,
  });
  expect(await setting.call('chat.getPermalink', { channel: deploys, message_ts: '1.0' })).toEqual(
    refused('message_not_found'),
  );
});
