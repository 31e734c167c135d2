import { expect, test } from '@jest/globals';
import { TIMINGS } from '../../../src/consumer/start-consumer.js';
import { AwsProblem } from '../../../src/domain/aws-problem.js';
import { SlackProblem } from '../../../src/domain/slack-problem.js';
import { createChannelLines } from '../../../src/use-cases/announce/channel-lines.js';
import type { Content } from '../../../src/use-cases/announce/ports.js';
import { RetryLater } from '../../../src/use-cases/announce/retry-later.js';
import { createFakeStore } from './fake-store.js';

const START = 1_795_000_000_000;
const { leaseMs } = TIMINGS;
const content = { kind: 'digest' } as Content;

/** Processes with the settings of the shipped program, a queue, and a Slack that takes one message a second; time passes at once. */
function start({ processes = 1, callMs = 5 } = {}) {
  let now = START;
  const timers: { at: number; fire(): void }[] = [];
  const wait = (ms: number) => new Promise<void>((fire) => timers.push({ at: now + ms, fire }));
  const store = createFakeStore(() => now);
  let lastPostAt = 0;
  const posted: string[] = [];
  const messages = {
    async post(_: string, __: Content, key: string) {
      await wait(callMs);
      if (now - lastPostAt < 1000) throw new SlackProblem('rate-limited', 'ratelimited', 1);
      lastPostAt = now;
      posted.push(key);
      return `${now}`;
    },
    update: async () => {},
    find: async () => [],
  };
  const lines = Array.from({ length: processes }, () =>
    createChannelLines({ store, messages, now: () => now, wait, leaseMs }),
  );
  /** One event: received again and again until it is told; when each time was, in milliseconds from the start. */
  const deliver = async (name: string, at: number): Promise<number[]> => {
    const receives: number[] = [];
    for (let process = at; ; process += 1) {
      receives.push(now - START);
      try {
        await lines[process % processes]?.run('C1', name, (session) => session.postOnce(content, name));
        return receives;
      } catch (problem) {
        // As test/consumer/handle-message.test.ts has it.
        await wait((problem instanceof RetryLater ? problem.seconds : 2) * 1000);
      }
    }
  };
  const settle = async <T>(all: Promise<T>[]): Promise<T[]> => {
    let over = false;
    const done = Promise.all(all).finally(() => {
      over = true;
    });
    while (!over) {
      await new Promise(setImmediate);
      timers.sort((one, other) => one.at - other.at);
      const next = over ? undefined : timers.shift();
      now = Math.max(now, next?.at ?? 0);
      next?.fire();
    }
    return done;
  };
  return { store, posted, deliver, settle, now: () => now };
}

const names = (count: number) => Array.from({ length: count }, (_, index) => `e${index}`);
/** The most that one of them was received within the time of one lease. */
const mostInALease = (all: number[][]) =>
  Math.max(
    ...all.flatMap((receives) =>
      receives.map((from) => receives.filter((at) => at >= from && at < from + leaseMs).length),
    ),
  );

test.each([1, 2])(
  'a process died that had the channel, and a hundred events wait for it with %s others: none is received more than six times in its lease',
  async (processes) => {
    const { store, posted, deliver, settle } = start({ processes });
    await store.take('C1', 'dead', START + leaseMs, 'e0');
    const receives = await settle(names(100).map(deliver));
    expect(posted.sort()).toEqual(names(100).sort());
    expect(mostInALease(receives)).toBeLessThanOrEqual(6);
    expect(Math.min(...receives.flatMap((times) => times.slice(-1)))).toBeLessThan(leaseMs + 5000);
  },
);

test('a thousand events wait for one channel: few receives each, and Slack’s pace is kept', async () => {
  const { posted, deliver, settle, now } = start();
  const receives = await settle(names(1000).map(deliver));
  expect(posted).toHaveLength(1000);
  expect(mostInALease(receives)).toBeLessThanOrEqual(6);
  expect(Math.max(...receives.map(({ length }) => length))).toBeLessThanOrEqual(10);
  expect(1000 / ((now() - START) / 1000)).toBeGreaterThanOrEqual(0.9);
});

test('taking the channel is never answered, and made: the event comes again in seconds, not after the lease', async () => {
  const { store, posted, deliver, settle, now } = start();
  const { take } = store;
  let lost = 3;
  store.take = async (...given) => {
    const taken = await take(...given);
    if (lost-- > 0) throw new AwsProblem('timed-out', 'dynamodb:UpdateItem', 'TimeoutError', undefined);
    return taken;
  };
  await settle([deliver('e0', 0)]);
  expect(posted).toEqual(['e0']);
  expect(now() - START).toBeLessThan(10_000);
});
