import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Fact } from '../../../src/domain/incident.js';
import { createChannelLines } from '../../../src/use-cases/announce/channel-lines.js';
import { createLookAtPipeline } from '../../../src/use-cases/announce/look-at-pipeline.js';
import type { AnnounceDeps } from '../../../src/use-cases/announce/ports.js';
import { RetryLater } from '../../../src/use-cases/announce/retry-later.js';
import { forAllAwaited } from '../../for-all.js';
import { CHANNEL, createFakeWorld, LEASE_MS, PIPELINE, row, subscribed } from './fake-world.js';

/**
 * The real code over a store, an AWS and a Slack whose every call takes its time: which of three processes goes on next
 * is left to chance, any of them dies before or after any call, events come twice and out of order, and AWS's list lags.
 */
interface Course {
  /** What happens to the pipeline, one execution after the other. */
  states: ('failed' | 'succeeded')[];
  on: 'broken' | 'every';
  /** How many events AWS's list lags behind, by call. */
  lags: number[];
  /** Events that come once more. */
  again: number[];
  /** At which call its process dies, and whether the call has been made by then. */
  deaths: { call: number; isDone: boolean }[];
  scheduler: fc.Scheduler;
}

const course: fc.Arbitrary<Course> = fc.record({
  states: fc.array(fc.constantFrom('failed' as const, 'failed' as const, 'succeeded' as const), {
    minLength: 1,
    maxLength: 4,
  }),
  on: fc.constantFrom('broken' as const, 'every' as const),
  lags: fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 5 }),
  again: fc.array(fc.nat({ max: 3 }), { maxLength: 2 }),
  deaths: fc.array(fc.record({ call: fc.nat({ max: 40 }), isDone: fc.boolean() }), { maxLength: 3 }),
  scheduler: fc.scheduler(),
});

const START = 999_999;
const PROCESSES = 3;
/** A message that a dead process had comes again. */
const VISIBILITY_MS = 30_000;

interface Timer {
  at: number;
  fire(): void;
}

/** @param isReadEarly The mistake that the test is to find: what decides is read before the channel is taken. */
async function play({ states, on, lags, again, deaths, scheduler }: Course, { isReadEarly = false } = {}) {
  const world = createFakeWorld();
  world.subscriptions.splice(0, 1, subscribed({ on }));
  const history = states.map((state, index): Fact => {
    const at = (START + 10 * index) * 1000;
    return { pipelineExecutionId: `e${index}`, attempt: 1, state, at, startedAt: at - 5000 };
  });
  let happened = 0;
  let calls = 0;
  let lists = 0;
  const timers: Timer[] = [];
  const after = (ms: number) =>
    new Promise<void>((resolve) => timers.push({ at: world.clock.now + ms, fire: resolve }));

  /** One process: each of its calls is done at once and answered when chance has it, unless it dies of it. */
  const start = () => {
    let isDead = false;
    let tellDead = () => {};
    const dead = new Promise<'dead'>((resolve) => {
      tellDead = () => resolve('dead');
    });
    const call = async <T>(label: string, act: () => Promise<T>): Promise<T> => {
      const never = new Promise<never>(() => {});
      if (isDead) return never;
      calls += 1;
      const death = deaths.find((one) => one.call === calls);
      const die = () => {
        isDead = true;
        tellDead();
        return never;
      };
      if (death && !death.isDone) return die();
      const answer = await act();
      if (death) return die();
      await scheduler.schedule(Promise.resolve(), label);
      return isDead ? never : answer;
    };
    const { store, messages } = world.deps;
    let early: ReturnType<typeof store.read> | undefined;
    const own: AnnounceDeps = {
      ...world.deps,
      subscriptions: {
        forPipeline: (...given) => call('subscriptions', () => world.deps.subscriptions.forPipeline(...given)),
      },
      store: {
        note: (...given) => call('note', () => store.note(...given)),
        read: (...given) => call('read', () => store.read(...given)),
        record: (...given) => call('record', () => store.record(...given)),
        remind: (...given) => call('remind', () => store.remind(...given)),
        take: (...given) => call('take', () => store.take(...given)),
        keep: (...given) => call('keep', () => store.keep(...given)),
      },
      messages: {
        post: (...given) => call('post', () => messages.post(...given)),
        update: (...given) => call('update', () => messages.update(...given)),
        find: (...given) => call('find', () => messages.find(...given)),
      },
      listExecutions: () =>
        call('list', async () => {
          const lag = lags[lists++ % lags.length] ?? 0;
          const executions = history
            .slice(0, Math.max(0, happened - lag))
            .map(({ pipelineExecutionId: id, state, at }) =>
              row(state === 'failed' ? 'Failed' : 'Succeeded', id, at / 1000, { startTime: new Date(at - 5000) }),
            )
            .reverse();
          return { executions, more: false };
        }),
    };
    if (isReadEarly) {
      own.store = {
        ...own.store,
        async note(...given) {
          await call('note', () => store.note(...given));
          early = call('read', () => store.read(PIPELINE));
          await early;
        },
        // Its own channel's record is as it is now; only what events told is stale.
        read: async () => ({ ...(await store.read(PIPELINE)), noted: (await early)?.noted ?? [] }),
      };
      own.listExecutions = async () => ({ executions: [], more: false });
    }
    const lines = createChannelLines({ ...own, wait: after, leaseMs: LEASE_MS });
    const look = createLookAtPipeline({ ...own, lines });
    return { dead, look: (fact: Fact) => look(PIPELINE, fact, false), isAlive: () => !isDead };
  };

  const processes = Array.from({ length: PROCESSES }, start);
  const deliver = async (fact: Fact, turn: number): Promise<void> => {
    const at = turn % PROCESSES;
    if (!processes[at]?.isAlive()) processes[at] = start();
    const process = processes[at] as ReturnType<typeof start>;
    await scheduler.schedule(Promise.resolve(), 'deliver');
    const settled = await Promise.race([process.look(fact), process.dead]);
    if (settled === 'dead') {
      await after(VISIBILITY_MS);
      return deliver(fact, turn + 1);
    }
    const problem = settled.find((one) => one.status === 'rejected')?.reason;
    if (problem === undefined) return;
    if (!(problem instanceof RetryLater)) throw problem;
    await after(problem.seconds * 1000);
    return deliver(fact, turn + 1);
  };
  const happen = async () => {
    const delivered: Promise<void>[] = [];
    for (const [index, fact] of history.entries()) {
      await scheduler.schedule(Promise.resolve(), 'happen');
      happened = index + 1;
      delivered.push(deliver(fact, index));
      if (again.includes(index)) delivered.push(deliver(fact, index + 1));
    }
    await Promise.all(delivered);
  };
  let isOver = false;
  const over = happen().finally(() => {
    isOver = true;
  });
  over.catch(() => {});
  for (let idle = 0; !isOver && idle < 5; ) {
    await new Promise(setImmediate);
    if (scheduler.count() > 0) await scheduler.waitOne();
    else if (timers.length > 0) {
      timers.sort((one, other) => one.at - other.at);
      const next = timers.shift() as Timer;
      world.clock.now = Math.max(world.clock.now, next.at);
      next.fire();
    } else idle += 1;
  }
  expect(isOver).toBe(true);
  await over;
  return { world, history };
}

function check({ world, history }: Awaited<ReturnType<typeof play>>, { on, states }: Course): void {
  const told = world.incidents();
  const ids = told.map(([id]) => id);
  // Nothing is told twice.
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, , , replies] of told) expect(replies).toBeLessThanOrEqual(1);
  expect(world.shown('digest').length).toBeLessThanOrEqual(1);
  // Nothing that is over stands as open, and all that is open stands.
  const lastSuccess = states.lastIndexOf('succeeded');
  const failed = history.filter(({ state }) => state === 'failed');
  const open = failed.slice(failed.findIndex(({ pipelineExecutionId: id }) => Number(id.slice(1)) > lastSuccess));
  const isOpen = lastSuccess < states.length - 1;
  const shownOpen = told.filter(([, status]) => status !== 'fixed').map(([id]) => id);
  if (on === 'every') {
    expect(shownOpen.sort()).toEqual(isOpen ? open.map(({ pipelineExecutionId: id }) => id) : []);
    expect(ids.sort()).toEqual(failed.map(({ pipelineExecutionId: id }) => id));
  } else {
    expect(shownOpen).toEqual(isOpen ? [open.at(-1)?.pipelineExecutionId] : []);
  }
  expect(world.messages.every(({ channel }) => channel === CHANNEL)).toBe(true);
}

test('three processes that die anywhere, with events twice and in disorder: nothing is wrong, nothing is told twice', async () => {
  await forAllAwaited(
    fc.asyncProperty(course, async (given) => check(await play(given), given)),
    { numRuns: Number(process.env.SCHEDULER_RUNS ?? 200) },
  );
});

test('it bites: what is read before the channel is taken leaves failures standing that are over', async () => {
  const mistaken = fc.asyncProperty(course, async (given) => check(await play(given, { isReadEarly: true }), given));
  // It bites once in some two thousand courses: they are drawn from shortly before one that does.
  const { failed, counterexample } = await fc.check(mistaken, {
    seed: 12,
    path: '2100',
    numRuns: 4000,
    endOnFailure: true,
  });
  expect(failed).toBe(true);
  expect(counterexample).toBeDefined();
});
