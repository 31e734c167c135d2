import { EventEmitter, once } from 'node:events';
import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { consumeQueue, type Handled } from '../../src/consumer/consume-queue.js';
import type { FailureQueue, QueueMessage } from '../../src/gateways/failure-queue.js';

const log = pino({ level: 'silent' });
const timings = { pollSeconds: 1, visibilitySeconds: 0.1 };
const message = (id: string): QueueMessage => ({
  id,
  body: id,
  receipt: `receipt of ${id}`,
  receives: 1,
  firstReceivedAt: 0,
});

/** A queue that hands out what it is given, and tells what is done with it. */
function createQueue(messages: QueueMessage[]) {
  const events = new EventEmitter();
  const calls: string[] = [];
  const note = (call: string) => {
    calls.push(call);
    events.emit(call);
  };
  const queue: FailureQueue = {
    async receive(most) {
      if (messages.length === 0) await once(events, 'more');
      return messages.splice(0, most);
    },
    delete: async (receipt) => note(`delete ${receipt}`),
    hide: async (receipt, seconds) => note(`hide ${receipt} ${seconds}`),
  };
  const finish = () => events.emit('more');
  return { queue, calls, finish, heard: (call: string) => (calls.includes(call) ? undefined : once(events, call)) };
}

test('done is deleted, the rest is hidden for as long as it says', async () => {
  const { queue, calls, finish, heard } = createQueue([message('a'), message('b')]);
  const handle = async ({ id }: QueueMessage): Promise<Handled> =>
    id === 'a' ? { done: true } : { againInSeconds: 7 };
  const consumer = consumeQueue(queue, timings, log, handle);
  await heard('delete receipt of a');
  await heard('hide receipt of b 7');
  const stopped = consumer.stop();
  finish();
  await stopped;
  expect(calls).toEqual(['delete receipt of a', 'hide receipt of b 7']);
});

test('a slow message holds up no other one', async () => {
  const messages = Array.from({ length: 30 }, (_, index) => message(`m${index}`));
  const { queue, calls, finish, heard } = createQueue(messages);
  let release: (handled: Handled) => void = () => {};
  const slow = new Promise<Handled>((resolve) => {
    release = resolve;
  });
  const consumer = consumeQueue(queue, { ...timings, visibilitySeconds: 60 }, log, ({ id }) =>
    id === 'm0' ? slow : Promise.resolve({ done: true }),
  );
  await heard('delete receipt of m29');
  expect(calls.filter((call) => call.startsWith('delete'))).toHaveLength(29);
  release({ done: true });
  await heard('delete receipt of m0');
  const stopped = consumer.stop();
  finish();
  await stopped;
});

test('while a message is worked on it stays ours; what throws is left to the queue', async () => {
  const { queue, calls, finish, heard } = createQueue([message('a')]);
  let fail: (error: Error) => void = () => {};
  const working = new Promise<Handled>((_, reject) => {
    fail = reject;
  });
  const consumer = consumeQueue(queue, timings, log, () => working);
  await heard('hide receipt of a 0.1');
  fail(new Error('bug'));
  const stopped = consumer.stop();
  finish();
  await stopped;
  expect(calls.every((call) => call === 'hide receipt of a 0.1')).toBe(true);
});

test('never more than a hundred at a time; a stop waits for all of them', async () => {
  const messages = Array.from({ length: 250 }, (_, index) => message(`m${index}`));
  const { queue, calls, finish, heard } = createQueue(messages);
  const open: (() => void)[] = [];
  const full = new EventEmitter();
  let most = 0;
  let inFlight = 0;
  const consumer = consumeQueue(queue, { ...timings, visibilitySeconds: 60 }, log, async () => {
    inFlight += 1;
    most = Math.max(most, inFlight);
    if (inFlight === 100) setImmediate(() => full.emit('full'));
    await new Promise<void>((resolve) => open.push(resolve));
    inFlight -= 1;
    return { done: true };
  });
  await once(full, 'full');
  expect(most).toBe(100);
  const stopped = consumer.stop();
  for (const release of open.splice(0)) release();
  finish();
  await stopped;
  expect(inFlight).toBe(0);
  expect(calls.filter((call) => call.startsWith('delete')).length).toBe(250 - messages.length);
  expect(messages.length).toBeGreaterThan(0);
  await heard('delete receipt of m0');
});

test('a queue that can’t be read is asked again', async () => {
  const { queue, finish, heard } = createQueue([message('a')]);
  let asked = 0;
  const failing: FailureQueue = {
    ...queue,
    async receive(...args) {
      asked += 1;
      if (asked === 1) throw new Error('unreachable');
      return queue.receive(...args);
    },
  };
  const consumer = consumeQueue(failing, timings, log, async () => ({ done: true }));
  await heard('delete receipt of a');
  const stopped = consumer.stop();
  finish();
  await stopped;
  expect(asked).toBeGreaterThan(1);
});
