import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

export interface Reaching<T> {
  what: string;
  attempt(): Promise<T>;
  passing(error: unknown): string | undefined;
  log: Logger;
  signal: AbortSignal;
}

/** Retries until there is an answer. @throws errors that will not pass, and the signal's reason. */
export async function untilReached<T>({ what, attempt, passing, log, signal }: Reaching<T>): Promise<T> {
  for (let delay = FIRST_WAIT_MS; ; delay = Math.min(delay * 2, LONGEST_WAIT_MS)) {
    try {
      return await attempt();
    } catch (error) {
      const code = passing(error);
      if (code === undefined) throw error;
      log.warn({ code, retryInMs: delay }, `${what} did not answer`);
    }
    await wait(delay, undefined, { signal });
  }
}
