import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Fact } from '../../../src/domain/incident.js';
import type { PipelineExecution } from '../../../src/domain/pipeline-execution.js';
import type { Occasion } from '../../../src/domain/subscription.js';
import { forAllAwaited } from '../../for-all.js';
import { createFakeWorld, subscribed } from './fake-world.js';

/** How each attempt of an execution ended; all but the last have failed, or there would be no retry. */
type Life = ('failed' | 'succeeded' | 'ended')[];

const life: fc.Arbitrary<Life> = fc
  .tuple(
    fc.nat({ max: 2 }),
    fc.constantFrom('failed' as const, 'failed' as const, 'succeeded' as const, 'ended' as const),
  )
  .map(([failures, end]) => [...Array<'failed'>(failures).fill('failed'), end]);

const pipeline = fc.array(life, { minLength: 1, maxLength: 5 });

/** Executions one after the other, each event ten seconds after the one before. */
function historyOf(lives: Life[]): Fact[] {
  let at = 999_000_000;
  const next = () => {
    at += 10_000;
    return at;
  };
  return lives.flatMap((attempts, index) => {
    const execution = { pipelineExecutionId: `execution-${index}`, startedAt: next() };
    return attempts.flatMap((state, tried): Fact[] => {
      const attempt = tried + 1;
      const resumed = attempt > 1 ? [{ ...execution, state: 'running' as const, attempt, at: next() }] : [];
      return [...resumed, { ...execution, state, attempt, at: next() }];
    });
  });
}

const STATUS = { failed: 'Failed', running: 'InProgress', succeeded: 'Succeeded', ended: 'Stopped' };

/** What AWS lists once the first `count` events of a history have happened. */
function listAfter(history: Fact[], count: number): PipelineExecution[] {
  const rows = new Map<string, PipelineExecution>();
  for (const { pipelineExecutionId, state, at, startedAt = 0 } of history.slice(0, count)) {
    const times = { startTime: new Date(startedAt), lastUpdateTime: new Date(at) };
    rows.set(pipelineExecutionId, { pipelineExecutionId, status: STATUS[state], revisions: [], ...times });
  }
  return [...rows.values()].reverse();
}

/** When the rows of an execution's actions say that it failed last. */
const failedAt = (history: Fact[], count: number, id: string) =>
  history.slice(0, count).findLast((one) => one.pipelineExecutionId === id && one.state === 'failed')?.at;

/** Each failed execution with its last failed attempt, and whether anything repaired it. */
function brokenIn(history: Fact[]): { id: string; attempt: number; isFixed: boolean }[] {
  const last = new Map<string, Fact>();
  for (const one of history) if (one.state === 'failed') last.set(one.pipelineExecutionId, one);
  return [...last.values()].map(({ pipelineExecutionId: id, attempt, at }) => ({
    id,
    attempt,
    isFixed: history.some(({ state, at: later }) => state === 'succeeded' && later > at),
  }));
}

/** The end of a history as a channel should show it that hears of what is newly broken. */
function openIn(history: Fact[]): string | undefined {
  const last = history.findLast(({ state }) => state === 'failed' || state === 'succeeded');
  return last?.state === 'failed' ? last.pipelineExecutionId : undefined;
}

/** Delivers events in an order; AWS lists what has happened by then, or less by up to `lag` events. */
async function deliver(on: Occasion, history: Fact[], order: Fact[], lag: number) {
  const world = createFakeWorld();
  world.deps.askExecution = async (_, id) => ({ failedAt: failedAt(history, happened, id) });
  world.subscriptions.splice(0, 1, subscribed({ on }));
  let happened = 0;
  for (const heard of order) {
    happened = Math.max(happened, history.indexOf(heard) + 1);
    world.executions.splice(0, 100, ...listAfter(history, happened - lag));
    world.clock.now += 61_000;
    const settled = await world.look(heard);
    expect(settled.filter(({ status }) => status === 'rejected')).toEqual([]);
  }
  return world;
}

/** Every event once or more, in any order. */
const orderOf = (history: Fact[]) =>
  fc
    .tuple(
      fc.shuffledSubarray(history, { minLength: history.length, maxLength: history.length }),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...history)), { maxLength: 6 }),
    )
    .map(([all, again]) => again.reduce((order, [at, one]) => order.toSpliced(at % (order.length + 1), 0, one), all));

const inAnyOrder = fc.record({
  history: pipeline.map(historyOf),
  lag: fc.nat({ max: 2 }),
});

test('every: one message for each failed execution, in its final state, in any order and any number of deliveries', async () => {
  await forAllAwaited(
    fc.asyncProperty(
      inAnyOrder.chain(({ history, lag }) => fc.tuple(fc.constant(history), orderOf(history), fc.constant(lag))),
      async ([history, order, lag]) => {
        const world = await deliver('every', history, order, lag);
        const shown = world.incidents().map(([id, status]) => [id, status === 'fixed']);
        expect(shown.sort()).toEqual(
          brokenIn(history)
            .map(({ id, isFixed }) => [id, isFixed])
            .sort(),
        );
      },
    ),
    { numRuns: 100 },
  );
});

test('broken: what is open has one message and nothing else stands as open, in any order and any number of deliveries', async () => {
  await forAllAwaited(
    fc.asyncProperty(
      inAnyOrder.chain(({ history, lag }) => fc.tuple(fc.constant(history), orderOf(history), fc.constant(lag))),
      async ([history, order, lag]) => {
        const world = await deliver('broken', history, order, lag);
        const open = world.incidents().filter(([, status]) => status !== 'fixed');
        const expected = openIn(history);
        expect(open.map(([id]) => id)).toEqual(expected === undefined ? [] : [expected]);
        for (const [, , , replies] of world.incidents()) expect(replies).toBeLessThanOrEqual(1);
        expect(new Set(world.incidents().map(([id]) => id)).size).toBe(world.incidents().length);
      },
    ),
    { numRuns: 100 },
  );
});

/** Failures with no success between them are one incident. */
function incidentsIn(history: Fact[]): [id: string, status: string, count: number][] {
  const incidents: { ids: string[]; status: string }[] = [];
  let open: { ids: string[]; status: string } | undefined;
  for (const { state, pipelineExecutionId: id } of history) {
    if (state === 'failed') {
      open ??= incidents[incidents.push({ ids: [], status: 'failed' }) - 1];
      if (!open?.ids.includes(id)) open?.ids.push(id);
    }
    if (state === 'succeeded' && open) {
      open.status = 'fixed';
      open = undefined;
    }
  }
  return incidents.map(({ ids, status }) => [ids.at(-1) ?? '', status, ids.length]);
}

test('broken: one message from the first failure to the next success, with one reply, in order and each twice', async () => {
  await forAllAwaited(
    fc.asyncProperty(pipeline.map(historyOf), async (history) => {
      const world = await deliver(
        'broken',
        history,
        history.flatMap((one) => [one, one]),
        0,
      );
      expect(world.incidents()).toEqual(incidentsIn(history).map((one) => [...one, one[1] === 'fixed' ? 1 : 0]));
    }),
    { numRuns: 100 },
  );
});

test.each(['every', 'broken'] as const)(
  '%s: an event that is lost for ever changes nothing in the end, unless it was the last of its pipeline',
  async (on) => {
    await forAllAwaited(
      fc.asyncProperty(pipeline.map(historyOf), fc.nat(), async (history, lost) => {
        fc.pre(history.length > 1);
        const without = history.toSpliced(lost % (history.length - 1), 1);
        const whole = await deliver(on, history, history, 0);
        const world = await deliver(on, history, without, 0);
        const isOpen = ([, status]: [string, string, number, number]) => status !== 'fixed';
        expect(world.incidents().filter(isOpen)).toEqual(whole.incidents().filter(isOpen));
        const told = (one: typeof world) =>
          one
            .incidents()
            .map(([id, status]) => [id, status])
            .sort();
        if (on === 'every') expect(told(world)).toEqual(told(whole));
      }),
      { numRuns: 100 },
    );
  },
);
