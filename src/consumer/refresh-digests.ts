import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { SlackProblem } from '../domain/slack-problem.js';

const TRIES = 5;

export interface DigestRefresher {
  /** The digest of a channel has got more in its thread; it will show that soon. */
  soon(channel: string): void;
  /** Refreshes at once what is still to be refreshed. */
  finish(): Promise<void>;
}

/**
 * Digests are edited less often than failures arrive: Slack takes about fifty edits a minute in all channels together.
 * Should this process die before an edit, the next failure or another replica makes up for it: nothing is missing in
 * the thread.
 * @param everyMs At the soonest, in each channel.
 */
export function createDigestRefresher(
  refresh: (channel: string) => Promise<void>,
  everyMs: number,
  log: Logger,
): DigestRefresher {
  const waiting = new Map<string, { again: boolean; done: Promise<void> }>();
  const finishing = new AbortController();
  const pause = (ms: number) => wait(ms, undefined, { signal: finishing.signal }).catch(() => {});
  const refreshUntilShown = async (channel: string) => {
    for (let tried = 1; tried <= TRIES; tried += 1) {
      try {
        return await refresh(channel);
      } catch (error) {
        const isLast = tried === TRIES || finishing.signal.aborted;
        if (isLast) return log.warn({ what: 'digest', channel, err: (error as Error).message }, 'not refreshed');
        await pause(error instanceof SlackProblem ? Math.max(everyMs, error.retryAfter * 1000) : everyMs);
      }
    }
  };
  const run = async (channel: string, state: { again: boolean }) => {
    do {
      state.again = false;
      await refreshUntilShown(channel);
      await pause(everyMs);
    } while (state.again);
    waiting.delete(channel);
  };
  return {
    soon(channel) {
      const known = waiting.get(channel);
      if (known) {
        known.again = true;
        return;
      }
      const state = { again: false, done: Promise.resolve() };
      waiting.set(channel, state);
      state.done = run(channel, state);
    },
    async finish() {
      finishing.abort();
      await Promise.all([...waiting.values()].map(({ done }) => done));
    },
  };
}
