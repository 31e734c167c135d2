import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { FailureQueue, QueueMessage } from '../gateways/failure-queue.js';

/** What becomes of a message that was worked on: it is deleted, or comes again after so many seconds. */
export type Handled = { done: true } | { againInSeconds: number };

export interface QueueTimings {
  /** How long a poll waits for a message; a stop waits for the poll. */
  pollSeconds: number;
  /** How long a message is hidden from other consumers; renewed at half of it while it is worked on. */
  visibilitySeconds: number;
}

/** Messages worked on at the same time: each waits for AWS and Slack nearly all the time, and takes a few kilobytes. */
const MOST_IN_FLIGHT = 100;
const LARGEST_BATCH = 10;
const AFTER_PROBLEM_MS = [500, 1000, 2000, 5000, 10_000, 20_000];

export interface QueueConsumer {
  /** Takes no more; resolves when what was taken is over. */
  stop(): Promise<void>;
}

/**
 * Receives as long as there is room, and gives every message a course of its own. sqs-consumer waits for a whole batch
 * before it polls again, so one channel that Slack slows down would hold up all others.
 */
export function consumeQueue(
  queue: FailureQueue,
  { pollSeconds, visibilitySeconds }: QueueTimings,
  log: Logger,
  handle: (message: QueueMessage) => Promise<Handled>,
): QueueConsumer {
  const stopping = new AbortController();
  const courses = new Set<Promise<void>>();
  let tellFreed = () => {};
  const start = (message: QueueMessage) => {
    const course = workOn(queue, message, visibilitySeconds, log, handle).finally(() => {
      courses.delete(course);
      tellFreed();
    });
    courses.add(course);
  };
  const poll = async () => {
    let problems = 0;
    while (!stopping.signal.aborted) {
      if (courses.size >= MOST_IN_FLIGHT) {
        await new Promise<void>((resolve) => {
          tellFreed = resolve;
        });
        continue;
      }
      try {
        const room = Math.min(LARGEST_BATCH, MOST_IN_FLIGHT - courses.size);
        for (const message of await queue.receive(room, pollSeconds, visibilitySeconds)) start(message);
        problems = 0;
      } catch (error) {
        log.warn({ what: 'queue', err: (error as Error).message }, 'the queue can’t be read');
        const ms = AFTER_PROBLEM_MS[Math.min(problems, AFTER_PROBLEM_MS.length - 1)];
        problems += 1;
        await wait(ms, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  };
  const polling = poll();
  return {
    async stop() {
      // A poll is not cut off: messages on their way would be lost until their visibility ends.
      stopping.abort();
      await polling;
      await Promise.all(courses);
    },
  };
}

/** From receipt to deletion; never rejects. What the queue does not hear of, it hands out again by itself. */
async function workOn(
  queue: FailureQueue,
  message: QueueMessage,
  visibilitySeconds: number,
  log: Logger,
  handle: (message: QueueMessage) => Promise<Handled>,
): Promise<void> {
  const { receipt } = message;
  let kept: Promise<void> | undefined;
  const heartbeat = setInterval(() => {
    kept = queue.hide(receipt, visibilitySeconds).catch(() => {});
  }, visibilitySeconds * 500);
  try {
    const handled = await handle(message);
    clearInterval(heartbeat);
    // The last word must not be overtaken by a heartbeat.
    await kept;
    if ('done' in handled) await queue.delete(receipt);
    else await queue.hide(receipt, handled.againInSeconds);
  } catch (error) {
    log.warn({ what: 'queue', message: message.id, err: (error as Error).message }, 'a message comes again');
  } finally {
    clearInterval(heartbeat);
  }
}
