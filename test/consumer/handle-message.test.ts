import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { createHandleMessage } from '../../src/consumer/handle-message.js';
import { AwsProblem } from '../../src/domain/aws-problem.js';
import { SlackProblem } from '../../src/domain/slack-problem.js';
import type { Delivery } from '../../src/use-cases/announce/ports.js';
import { RetryLater } from '../../src/use-cases/announce/retry-later.js';

const BODY = JSON.stringify({
  source: 'aws.codepipeline',
  region: 'eu-west-1',
  time: '2026-01-24T22:03:44Z',
  'detail-type': 'CodePipeline Pipeline Execution State Change',
  detail: { pipeline: 'svc', 'execution-id': '12345678-1234-5678-abcd-12345678abcd', state: 'FAILED' },
});

type Settled = PromiseSettledResult<Delivery>;
const told: Settled = { status: 'fulfilled', value: { channel: 'C1', did: 'posted' } };
const rejected = (reason: unknown): Settled => ({ status: 'rejected', reason });

const NOW = Date.parse('2026-01-24T22:04:00Z');

/** A process, and what becomes of a message that it receives. */
function start() {
  const lines: Record<string, unknown>[] = [];
  const done: string[] = [];
  const urgent: boolean[] = [];
  let outcome: Settled[] | Error = [];
  const handle = createHandleMessage({
    async lookAtPipeline(_, __, isUrgent) {
      urgent.push(isUrgent);
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
    account: '',
    accounts: [],
    now: () => NOW,
    firstRetrySeconds: 2,
    log: pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) }),
    onDone: (_, what) => void done.push(what),
  });
  return {
    lines,
    done,
    urgent,
    receive(settled: Settled[] | Error, { body = BODY, receives = 1, id = 'm1', firstReceivedAt = NOW } = {}) {
      outcome = settled;
      return handle({ id, body, receipt: 'r1', receives, firstReceivedAt });
    },
  };
}

async function handle(settled: Settled[] | Error, body = BODY) {
  const { receive, lines, done } = start();
  const handled = await receive(settled, { body });
  return { handled, line: lines[0], lines, done };
}

test('what is told everywhere is deleted, with one line in the log', async () => {
  const { handled, line, lines, done } = await handle([told]);
  expect(handled).toEqual({ done: true });
  expect(lines).toHaveLength(1);
  expect(line).toMatchObject({ what: 'event', outcome: 'announced', pipeline: 'svc', message: 'm1' });
  expect(line?.ref).toMatch(/^\w{6}$/);
  expect(done).toEqual(['announced']);
});

test('nobody listens: deleted as well', async () => {
  expect(await handle([])).toMatchObject({ handled: { done: true }, done: ['nobody listens'] });
});

test('the soonest of what has to be done again decides', async () => {
  const { handled, done } = await handle([
    told,
    rejected(new RetryLater('slow channel', 30)),
    rejected(new RetryLater('held', 2)),
  ]);
  expect(handled).toEqual({ againInSeconds: 2 });
  expect(done).toEqual(['later']);
});

test('what is down is tried more and more seldom, up to a quarter of an hour', async () => {
  const down = new SlackProblem('not-sent', 'HTTP 503');
  const { receive } = start();
  const expected = [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900];
  for (const seconds of expected) {
    const { againInSeconds } = (await receive([rejected(down)])) as { againInSeconds: number };
    expect(againInSeconds).toBeGreaterThanOrEqual(0.8 * seconds);
    expect(againInSeconds).toBeLessThanOrEqual(1.2 * seconds + 1);
  }
  expect(await receive([told])).toEqual({ done: true });
  expect(((await receive([rejected(down)])) as { againInSeconds: number }).againInSeconds).toBeLessThanOrEqual(3);
});

test('a message that has waited for others is tried as soon as any other when something fails', async () => {
  const { receive } = start();
  for (let receives = 1; receives < 10; receives += 1) {
    const waiting = [rejected(new RetryLater('another process has the channel', 7))];
    expect(await receive(waiting, { receives })).toEqual({ againInSeconds: 7 });
  }
  const down = [rejected(new SlackProblem('not-sent', 'HTTP 503'))];
  const { againInSeconds } = (await receive(down, { receives: 10 })) as { againInSeconds: number };
  expect(againInSeconds).toBeLessThanOrEqual(3);
});

test('a message that has come for half an hour is urgent, however often it came', async () => {
  const { receive, urgent } = start();
  await receive([told], { receives: 40 });
  await receive([told], { firstReceivedAt: NOW - 29 * 60_000 });
  await receive([told], { firstReceivedAt: NOW - 31 * 60_000 });
  expect(urgent).toEqual([false, false, true]);
});

test('a bug is logged as one, without the words of others, and the event comes again', async () => {
  const bug = new TypeError('token xoxb-1 is not a function');
  const { handled, line } = await handle([rejected(bug)]);
  expect(handled).toHaveProperty('againInSeconds');
  expect(line).toMatchObject({ level: 50, outcome: 'bug', problems: [{ name: 'TypeError' }] });
  expect(JSON.stringify(line)).not.toContain('xoxb');
  const aws = new AwsProblem('throttled', 'dynamodb:Query', 'ThrottlingException', new Error('arn:aws:secret'));
  const thrown = await handle(aws);
  expect(thrown.line).toMatchObject({
    outcome: 'later',
    problems: [{ message: 'dynamodb:Query: ThrottlingException' }],
  });
  expect(JSON.stringify(thrown.line)).not.toContain('arn:aws');
});

test('malformed: left to the redrive policy; foreign: deleted', async () => {
  expect(await handle([], 'no json')).toMatchObject({ handled: { againInSeconds: 1 }, done: ['malformed'] });
  const foreign = JSON.stringify({ source: 'aws.s3', 'detail-type': 'Object Created', detail: {} });
  expect(await handle([], foreign)).toMatchObject({ handled: { done: true }, done: ['ignored'] });
});
