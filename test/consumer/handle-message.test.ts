import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { handleMessage } from '../../src/consumer/handle-message.js';
import { AwsProblem } from '../../src/domain/aws-problem.js';
import { SlackProblem } from '../../src/domain/slack-problem.js';
import { Later } from '../../src/use-cases/announce/later.js';
import type { Delivery } from '../../src/use-cases/announce/ports.js';

const BODY = JSON.stringify({
  ...{ source: 'aws.codepipeline', region: 'eu-west-1', time: '2026-01-24T22:03:44Z' },
  'detail-type': 'CodePipeline Pipeline Execution State Change',
  detail: { pipeline: 'svc', 'execution-id': '12345678-1234-5678-abcd-12345678abcd', state: 'FAILED' },
});

type Settled = PromiseSettledResult<Delivery>;
const told: Settled = { status: 'fulfilled', value: { channel: 'C1', did: 'posted' } };
const rejected = (reason: unknown): Settled => ({ status: 'rejected', reason });

async function handle(settled: Settled[] | Error, receives = 1, body = BODY) {
  const lines: Record<string, unknown>[] = [];
  const done: string[] = [];
  const handled = await handleMessage({
    announce: async () => {
      if (settled instanceof Error) throw settled;
      return settled;
    },
    log: pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) }),
    onDone: (_, outcome) => void done.push(outcome),
    firstRetrySeconds: 2,
  })({ id: 'm1', body, receipt: 'r1', receives });
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
    rejected(new Later('slow channel', 30)),
    rejected(new Later('held', 2)),
  ]);
  expect(handled).toEqual({ againInSeconds: 2 });
  expect(done).toEqual(['later']);
});

test('what is down is tried more and more seldom, up to a quarter of an hour', async () => {
  const down = new SlackProblem('not-sent', 'HTTP 503');
  const waits = [];
  for (const receives of [1, 2, 3, 4, 5, 8, 10, 40]) {
    const { handled } = await handle([rejected(down)], receives);
    waits.push((handled as { againInSeconds: number }).againInSeconds);
  }
  const expected = [2, 4, 8, 16, 32, 256, 900, 900];
  for (const [index, wait] of waits.entries()) {
    expect(wait).toBeGreaterThanOrEqual(0.8 * (expected[index] ?? 0));
    expect(wait).toBeLessThanOrEqual(1.2 * (expected[index] ?? 0) + 1);
  }
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
  expect(await handle([], 1, 'no json')).toMatchObject({ handled: { againInSeconds: 1 }, done: ['malformed'] });
  const foreign = JSON.stringify({ source: 'aws.s3', 'detail-type': 'Object Created', detail: {} });
  expect(await handle([], 1, foreign)).toMatchObject({ handled: { done: true }, done: ['ignored'] });
});
