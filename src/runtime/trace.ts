import { AsyncLocalStorage } from 'node:async_hooks';
import { randomInt } from 'node:crypto';

/** One call to AWS or Slack, as the log tells it: no input, no output. */
export interface TracedCall {
  call: string;
  ms: number;
  attempts?: number;
  error?: string;
}

/** What is remembered of one interaction or event while it is worked on: its reference and its calls. */
export interface Trace {
  /** Short enough to be read out on the phone; in the log and in whatever the user was told. */
  reference: string;
  calls: TracedCall[];
}

const storage = new AsyncLocalStorage<Trace>();

// No vowels, no 0 O 1 I: nothing to spell out, no words by accident.
const LETTERS = '23456789BCDFGHJKLMNPQRSTVWXZ';

/** Runs `work`; every call made in it is noted in its trace. */
export function withTrace<T>(work: (trace: Trace) => T): T {
  const reference = Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  const trace: Trace = { reference, calls: [] };
  return storage.run(trace, () => work(trace));
}

/** Notes a call in the trace at hand, if any. */
export function traceCall(call: TracedCall): void {
  storage.getStore()?.calls.push(call);
}
