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
  /** By `performance.now()`: when whoever waits must have had words. Absent where nobody waits. */
  deadline?: number;
  /** Slack's id of the person who waits. */
  by?: string;
}

const storage = new AsyncLocalStorage<Trace>();

// No vowels, no 0 O 1 I: nothing to spell out, no words by accident.
const LETTERS = '23456789BCDFGHJKLMNPQRSTVWXZ';

/** Someone who waits for what is done, and how long they do, in milliseconds. */
export interface Waiting {
  by?: string;
  ms: number;
}

/** Runs `work`; every call made in it is noted in its trace. */
export function withTrace<T>(work: (trace: Trace) => T, waiting?: Waiting): T {
  const reference = Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  const deadline = waiting && { deadline: performance.now() + waiting.ms };
  const trace: Trace = { reference, calls: [], ...deadline, ...(waiting?.by && { by: waiting.by }) };
  return storage.run(trace, () => work(trace));
}

const ears = new Set<(call: TracedCall) => void>();

/** Calls `hear` for every call from now on, in a trace or not. @returns A function that ends that. */
export function onCall(hear: (call: TracedCall) => void): () => void {
  ears.add(hear);
  return () => void ears.delete(hear);
}

/** Notes a call in the trace at hand, if any. */
export function traceCall(call: TracedCall): void {
  storage.getStore()?.calls.push(call);
  for (const hear of ears) hear(call);
}

/** Who waits for what is done now; undefined where nobody does. */
export const askedBy = (): string | undefined => storage.getStore()?.by;

/** How often a call was made in the trace at hand. */
export const timesCalled = (name: string): number =>
  storage.getStore()?.calls.filter(({ call }) => call === name).length ?? 0;

/** What is kept back, in milliseconds, so that an answer still goes out, and where it is not taken some words another way. */
const KEPT_BACK = { asking: 4000, answering: 1500, 'last words': 0 } as const;
export type Stage = keyof typeof KEPT_BACK;

/** Whole milliseconds that a call of that stage may take now; Infinity where nobody waits. */
export function timeLeft(stage: Stage): number {
  const deadline = storage.getStore()?.deadline ?? Number.POSITIVE_INFINITY;
  return Math.max(0, Math.floor(deadline - KEPT_BACK[stage] - performance.now()));
}

/** What the promise comes to. @throws DOMException `TimeoutError` when that takes longer. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  if (ms === Number.POSITIVE_INFINITY) return promise;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException('The time is up.', 'TimeoutError')), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
