import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { ExecutionNews } from '../../../src/domain/incident.js';
import { announce } from '../../../src/use-cases/announce/announce.js';
import { createFakeWorld, type Shown } from './fake-world.js';

/** How each attempt of an execution ended; all but the last have failed, or there would be no retry. */
type Life = ('FAILED' | 'SUCCEEDED')[];

const life: fc.Arbitrary<Life> = fc
  .tuple(fc.nat({ max: 2 }), fc.constantFrom('FAILED' as const, 'SUCCEEDED' as const))
  .map(([failures, end]) => [...Array<'FAILED'>(failures).fill('FAILED'), end]);

const pipeline = fc.array(life, { minLength: 1, maxLength: 5 });

/** Executions one after the other, each event ten seconds after the one before. */
function historyOf(lives: Life[]): ExecutionNews[] {
  let at = 0;
  const next = () => {
    at += 10_000;
    return at;
  };
  return lives.flatMap((attempts, index) => {
    const pipelineExecutionId = `execution-${index}`;
    const execution = { pipelineName: 'svc', region: 'eu-west-1', pipelineExecutionId, startedAt: next() };
    return attempts.flatMap((state, tried): ExecutionNews[] => {
      const attempt = tried + 1;
      const resumed = attempt > 1 ? [{ ...execution, state: 'RESUMED' as const, attempt, at: next() }] : [];
      return [...resumed, { ...execution, state, attempt, at: next() }];
    });
  });
}

/** What AWS says of a failure by the time all is over: the last success before it, and so on. */
const gatherFrom = (history: ExecutionNews[]) => (news: ExecutionNews) => {
  const before = history.filter(
    ({ state, at, pipelineExecutionId: id }) =>
      state === 'SUCCEEDED' && at < news.at && id !== news.pipelineExecutionId,
  );
  const last = before.at(-1)?.at;
  const streak = { count: 1, orMore: false, ...(last !== undefined && { lastSuccess: new Date(last) }) };
  const { pipelineName, region, pipelineExecutionId, attempt } = news;
  return { pipelineName, region, pipelineExecutionId, attempt, streak, actions: [], revisions: [], unread: [] };
};

/** The failed attempts that one message stands for when each execution has its own: the newest of each execution. */
const lastFailures = (history: ExecutionNews[]) => {
  const failures = new Map<string, ExecutionNews>();
  for (const news of history) if (news.state === 'FAILED') failures.set(news.pipelineExecutionId, news);
  return [...failures.values()];
};

const isFixedLater = (history: ExecutionNews[], failure: ExecutionNews) =>
  history.some(({ state, at }) => state === 'SUCCEEDED' && at > failure.at);

async function deliver(on: 'broken' | 'every', history: ExecutionNews[], order: ExecutionNews[]): Promise<Shown[]> {
  const world = createFakeWorld(on, gatherFrom(history));
  for (const news of order) {
    world.clock.now += 70_000;
    const settled = await announce(world.announcing, news);
    expect(settled.filter(({ status }) => status === 'rejected')).toEqual([]);
  }
  return world.shown;
}

/** Every event once or more, in any order. */
const orderOf = (history: ExecutionNews[]) =>
  fc
    .tuple(
      fc.shuffledSubarray(history, { minLength: history.length, maxLength: history.length }),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...history)), { maxLength: 6 }),
    )
    .map(([all, again]) => again.reduce((order, [at, news]) => order.toSpliced(at % (order.length + 1), 0, news), all));

const lifeAndOrder = pipeline.map(historyOf).chain((history) => fc.tuple(fc.constant(history), orderOf(history)));

test('every: one message for each failed execution, in its final state, whatever the order and however often', async () => {
  await fc.assert(
    fc.asyncProperty(lifeAndOrder, async ([history, order]) => {
      const shown = await deliver('every', history, order);
      const brief = shown
        .map(({ incident }) => [incident.pipelineExecutionId, incident.attempt, incident.status])
        .sort();
      const expected = lastFailures(history).map((failure) => [
        failure.pipelineExecutionId,
        failure.attempt,
        isFixedLater(history, failure) ? 'fixed' : 'failed',
      ]);
      expect(brief).toEqual(expected.sort());
      for (const { replies } of shown) expect(replies.length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 500 },
  );
});

/** Failures with no success between them are one incident; each is told in one message. */
function incidentsOf(history: ExecutionNews[]): { last: ExecutionNews; fixed: boolean }[] {
  const incidents: { last: ExecutionNews; fixed: boolean }[] = [];
  let open: ExecutionNews | undefined;
  for (const news of history) {
    if (news.state === 'FAILED') open = news;
    if (news.state === 'SUCCEEDED' && open) {
      incidents.push({ last: open, fixed: true });
      open = undefined;
    }
  }
  return open ? [...incidents, { last: open, fixed: false }] : incidents;
}

test('broken: one message from the first failure to the next success, in order and delivered twice', async () => {
  await fc.assert(
    fc.asyncProperty(pipeline.map(historyOf), async (history) => {
      const shown = await deliver(
        'broken',
        history,
        [...history, ...history].sort((one, other) => one.at - other.at),
      );
      const brief = shown.map(({ incident }) => [
        incident.pipelineExecutionId,
        incident.attempt,
        incident.status === 'fixed',
      ]);
      expect(brief).toEqual(
        incidentsOf(history).map(({ last, fixed }) => [last.pipelineExecutionId, last.attempt, fixed]),
      );
      for (const { replies, incident } of shown) expect(replies).toHaveLength(incident.status === 'fixed' ? 1 : 0);
    }),
    { numRuns: 300 },
  );
});

test('broken: one message for each incident, in its final state, whatever the order and however often', async () => {
  await fc.assert(
    fc.asyncProperty(lifeAndOrder, async ([history, order]) => {
      const shown = await deliver('broken', history, order);
      const brief = shown.map(({ incident }) => [
        incident.pipelineExecutionId,
        incident.attempt,
        incident.status === 'fixed',
      ]);
      const expected = incidentsOf(history).map(({ last, fixed }) => [last.pipelineExecutionId, last.attempt, fixed]);
      expect(brief.sort()).toEqual(expected.sort());
    }),
    { numRuns: 500 },
  );
});
