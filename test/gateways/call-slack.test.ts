import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { type SlackWorkspace, startSlackWorkspace } from '../../playground/index.js';
import type { SlackProblem } from '../../src/domain/slack-problem.js';
import { createSlackDirectory } from '../../src/gateways/slack-directory.js';
import { createSlackMessages, type SlackMessages } from '../../src/gateways/slack-messages.js';
import { boltLogger } from '../../src/runtime/bolt-logger.js';

let slack: SlackWorkspace;
let messages: SlackMessages;
const logger = boltLogger(pino({ level: 'silent' }));

beforeAll(async () => {
  slack = await startSlackWorkspace();
  messages = createSlackMessages(slack.botToken, slack.apiUrl, 'B05PA7B0TXX', logger);
});
afterAll(() => slack.stop());

const post = (channel: string = slack.channels.deploys) => messages.post({ channel, text: 'Hello.' }, MARK);
const MARK = { event_type: 'pipeline_failure', event_payload: {} };
const problemOf = (sent: Promise<unknown>): Promise<SlackProblem> => sent.then(Promise.reject, (error) => error);
const posts = () => slack.requests.filter(({ method }) => method === 'chat.postMessage').length;

test.each([
  [{ error: 'is_archived' }, 'channel-gone', 'is_archived'],
  [{ error: 'not_in_channel' }, 'channel-gone', 'not_in_channel'],
  [{ error: 'invalid_blocks' }, 'refused', 'invalid_blocks'],
  [{ error: 'account_inactive' }, 'not-sent', 'account_inactive'],
  [{ error: 'internal_error' }, 'unknown', 'internal_error'],
  [{ status: 503 }, 'unknown', 'HTTP 503'],
  [{ drop: 'after' as const }, 'unknown', expect.any(String)],
  [{ retryAfter: 7 }, 'rate-limited', 'ratelimited'],
])('a post answered with %p is %s and not sent again', async (fault, kind, code) => {
  const before = posts();
  slack.faults.add({ on: 'chat.postMessage', times: 1, ...fault } as never);
  const problem = await problemOf(post());
  expect([problem.kind, problem.code]).toEqual([kind, code]);
  expect(problem.retryAfter).toBe('retryAfter' in fault ? 7 : 0);
  expect(posts() - before).toBe(1);
});

test('an update is sent again by itself: it does no harm twice', async () => {
  const ts = await post();
  slack.faults.add({ on: 'chat.update', times: 2, status: 503 });
  await messages.update({ channel: slack.channels.deploys, text: 'Changed.' }, ts);
  expect(slack.lastMessageSeenBy()?.text).toBe('Changed.');
  slack.faults.add({ on: 'chat.update', times: 1, error: 'message_not_found' });
  const update = messages.update({ channel: slack.channels.deploys, text: 'Changed.' }, ts);
  expect(await problemOf(update)).toMatchObject({ kind: 'message-gone' });
  slack.faults.add({ on: 'chat.update', times: 1, error: 'edit_window_closed' });
  const late = messages.update({ channel: slack.channels.deploys, text: 'Changed.' }, ts);
  expect(await problemOf(late)).toMatchObject({ kind: 'not-editable' });
});

test('posts and updates ask Slack to make no links of names', async () => {
  const { length } = slack.requests;
  await messages.update({ channel: slack.channels.deploys, text: 'See #general.' }, await post());
  const sent = slack.requests.slice(length).map(({ method, args }) => [method, args.parse]);
  expect(sent).toEqual([
    ['chat.postMessage', 'none'],
    ['chat.update', 'none'],
  ]);
});

test('our marked messages are found, in the channel and in a thread, over several pages', async () => {
  const { random } = slack.channels;
  const mark = (execution: number) => ({ event_type: 'pipeline_failure', event_payload: { execution } });
  const first = await messages.post({ channel: random, text: 'First.' }, mark(0));
  await messages.post({ channel: random, text: 'Reply.' }, mark(1), { threadTs: first });
  for (let index = 0; index < 230; index += 1) slack.say({ channel: random, text: 'Chatter.' });
  const since = Date.now() - 5000;
  expect(await messages.inChannel(random, since)).toEqual([{ ts: first, metadata: mark(0) }]);
  const inThread = await messages.inThread(random, first, since);
  expect(inThread.map(({ metadata }) => metadata.event_payload.execution)).toEqual([0, 1]);
  expect(await messages.inChannel(random, Date.now() + 120_000)).toEqual([]);
  slack.faults.add({ on: 'conversations.replies', times: 1, error: 'thread_not_found' });
  expect(await messages.inThread(random, first, since)).toEqual([]);
});

test('whether a channel is shared is asked once a minute, and what was known holds when Slack does not say', async () => {
  let clock = 0;
  const directory = createSlackDirectory(slack.botToken, slack.apiUrl, () => clock, logger);
  const asked = () => slack.requests.filter(({ method }) => method === 'conversations.info').length;
  const before = asked();
  expect(await directory.isShared(slack.channels.shared, false)).toBe(true);
  clock += 59_000;
  expect(await directory.isShared(slack.channels.shared, false)).toBe(true);
  expect(asked() - before).toBe(1);
  clock += 2000;
  slack.faults.add({ on: 'conversations.info', times: 2, error: 'ratelimited' });
  expect(await directory.isShared(slack.channels.shared, false)).toBe(true);
  expect(await directory.isShared('C0UNKNOWN', true)).toBe(true);
});
