import { expect, test } from '@jest/globals';
import { type ActionExecution, newestAttempts } from '../../../src/domain/action-execution.js';
import { readFailedRows } from '../../../src/use-cases/failure/read-failed-rows.js';
import type { FailureSources } from '../../../src/use-cases/failure/sources.js';

const MINUTE = 60_000;
/** Nothing here may wait for rows: a test that does is stopped by Jest. */
const NEVER_MS = 60_000;
const never = () => Promise.reject(new Error('not asked here'));

/** One action of an attempt, which takes a minute of its ten. */
const row = (actionName: string, attempt: number, status = 'Succeeded'): ActionExecution => ({
  stageName: 'Test',
  actionName,
  status,
  actionExecutionId: `${actionName}#${attempt}`,
  startTime: new Date(attempt * 10 * MINUTE),
  lastUpdateTime: new Date((attempt * 10 + 1) * MINUTE),
});

/** An execution as it stands, and how often its rows were listed. */
function standing(rows: ActionExecution[]) {
  const newestFirst = rows.toReversed();
  const asked = { calls: 0 };
  const listActionExecutions: FailureSources['listActionExecutions'] = async ({ filter, maxResults, nextToken }) => {
    asked.calls += 1;
    const all = 'latestInPipelineExecution' in filter ? newestAttempts(newestFirst) : newestFirst;
    const from = Number(nextToken ?? 0);
    const more = from + maxResults < all.length ? { nextToken: String(from + maxResults) } : {};
    return { region: 'eu-west-1', actionExecutions: all.slice(from, from + maxResults), ...more };
  };
  const others = {
    getPipelineExecution: never,
    listPipelineExecutions: never,
    batchGetBuilds: never,
    tailLog: never,
    listRuleExecutions: never,
    batchGetBuildBatches: never,
  };
  const read = (attempt?: number, lagMs = NEVER_MS) => {
    const key = { pipelineName: 'checkout', region: 'eu-west-1', pipelineExecutionId: 'e', attempt };
    return readFailedRows({ listActionExecutions, ...others }, key, lagMs);
  };
  return { asked, read };
}
const idsOf = (rows: ActionExecution[]) => rows.map(({ actionExecutionId }) => actionExecutionId);

test('a failure that is being retried when its event is handled still has its action, without waiting', async () => {
  const { asked, read } = standing([row('Lint', 1), row('Unit', 1, 'Failed'), row('Unit', 2, 'InProgress')]);
  const found = await read(1);
  expect(idsOf(found.failed)).toEqual(['Unit#1']);
  expect(found).toMatchObject({ attempt: 1, unread: [] });
  expect(found.failed.flatMap(found.failedBefore)).toEqual([]);
  expect(asked.calls).toBe(1);
});

test('the second failure, handled while the third attempt runs, and the one asked for without an attempt', async () => {
  const rows = [row('Unit', 1, 'Failed'), row('Unit', 2, 'Failed'), row('Unit', 3, 'InProgress')];
  for (const attempt of [2, undefined]) {
    const found = await standing(rows).read(attempt);
    expect([idsOf(found.failed), found.attempt]).toEqual([['Unit#2'], 2]);
    expect(found.failed.flatMap(found.failedBefore)).toEqual([1]);
  }
  expect(idsOf((await standing(rows).read(1)).failed)).toEqual(['Unit#1']);
});

test('an attempt whose failure is not listed yet does not take the one before for it', async () => {
  const { asked, read } = standing([row('Unit', 1, 'Failed'), row('Unit', 2, 'InProgress')]);
  expect((await read(2, 0)).failed).toEqual([]);
  expect(asked.calls).toBe(2);
});

test('what failed later than the attempt asked for did not fail before it', async () => {
  const { read } = standing([row('Unit', 1, 'Failed'), row('Unit', 2, 'Failed')]);
  const found = await read(1);
  expect(found.failed.flatMap(found.failedBefore)).toEqual([]);
});

const attemptOfSixty = (attempt: number, unit = 'Failed') => [
  ...Array.from({ length: 59 }, (_, at) => row(`Part-${at}`, attempt)),
  row('Unit', attempt, unit),
];

test('sixty actions on their third attempt: numbers count from the event’s, and nothing is read twice', async () => {
  const { asked, read } = standing([1, 2, 3].flatMap((attempt) => attemptOfSixty(attempt)));
  const found = await read(3);
  expect([idsOf(found.failed), found.attempt]).toEqual([['Unit#3'], 3]);
  expect(found.failed.flatMap(found.failedBefore)).toEqual([2]);
  expect(asked.calls).toBe(2);
});

test('sixty actions on their third attempt, without an event: no number is guessed', async () => {
  const found = await standing([1, 2, 3].flatMap((attempt) => attemptOfSixty(attempt))).read();
  expect([idsOf(found.failed), found.attempt]).toEqual([['Unit#3'], 1]);
  expect(found.failed.flatMap(found.failedBefore)).toEqual([]);
});

test('sixty actions whose third attempt failed and is being retried', async () => {
  const rows = [...[1, 2, 3].flatMap((attempt) => attemptOfSixty(attempt)), row('Unit', 4, 'InProgress')];
  const { asked, read } = standing(rows);
  expect(idsOf((await read(3)).failed)).toEqual(['Unit#3']);
  expect(asked.calls).toBe(2);
});
