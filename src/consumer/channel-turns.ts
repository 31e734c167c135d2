import { setTimeout as wait } from 'node:timers/promises';
import { SlackProblem } from '../domain/slack-problem.js';
import { Later } from '../use-cases/announce/later.js';

/** Longer than this nothing is held here: the queue can wait better. */
const LONGEST_WAIT_MS = 20_000;
/** So many may stand in line for one channel: more would take the places of other channels' events. */
const LONGEST_LINE = 20;
/** Slack takes about one message a second and channel; after it said so once, that pace is kept for a while. */
const PACE_MS = 1000;
const SLOW_FOR_MS = 60_000;

/** One channel's line; times in milliseconds since 1970. */
interface Line {
  waiting: number;
  tail: Promise<unknown>;
  readyAt: number;
  slowUntil: number;
  lastPostAt: number;
}

/**
 * One thing at a time in each channel, and nothing for as long as Slack says; other channels go on. A 429 gives the
 * turn another try after the wait.
 */
export function createChannelTurns({ now, signal }: { now: () => number; signal: AbortSignal }) {
  const lines = new Map<string, Line>();
  const lineOf = (channel: string) => {
    const line = lines.get(channel) ?? createLine();
    lines.set(channel, line);
    return line;
  };
  const until = async (time: number) => {
    const ms = time - now();
    if (ms > LONGEST_WAIT_MS) throw new Later('Slack asks this channel to wait', Math.ceil(ms / 1000));
    if (ms > 0) await wait(ms, undefined, { signal }).catch(() => {});
    if (signal.aborted) throw new Later('stopping', 0);
  };
  const haveTurn = async <T>(line: Line, work: () => Promise<T>): Promise<T> => {
    for (;;) {
      await until(line.readyAt);
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof SlackProblem) || error.kind !== 'rate-limited') throw error;
        line.readyAt = now() + error.retryAfter * 1000;
        line.slowUntil = line.readyAt + SLOW_FOR_MS;
      }
    }
  };
  return {
    /** @throws Later when the wait is too long, else what `work` throws. */
    async take<T>(channel: string, work: () => Promise<T>): Promise<T> {
      const line = lineOf(channel);
      if (line.waiting >= LONGEST_LINE) throw new Later('too many in line for this channel', line.waiting);
      line.waiting += 1;
      const turn = line.tail.then(() => {
        line.waiting -= 1;
        return haveTurn(line, work);
      });
      const isIdle = () => line.waiting === 0 && Math.max(line.readyAt, line.slowUntil) <= now();
      line.tail = turn
        .catch(() => {})
        .finally(() => {
          if (isIdle()) lines.delete(channel);
        });
      return turn;
    },
    /** Within a turn, before a message is posted: keeps to Slack's pace where Slack has asked for it. */
    async beforePost(channel: string): Promise<void> {
      const line = lineOf(channel);
      if (line.slowUntil > now()) await until(line.lastPostAt + PACE_MS);
      line.lastPostAt = now();
    },
  };
}

const createLine = (): Line => ({ waiting: 0, tail: Promise.resolve(), readyAt: 0, slowUntil: 0, lastPostAt: 0 });
