import { AsyncLocalStorage } from 'node:async_hooks';
import { randomInt } from 'node:crypto';

/** A call to AWS or Slack as the log records it, without input and output. */
export interface TracedCall {
  call: string;
  ms: number;
  attempts?: number;
  error?: string;
}

/** The reference and calls of one interaction or event. */
export interface Trace {
  /** Short enough to read out on the phone; in the log and in what the user reads. */
  reference: string;
  calls: TracedCall[];
  /** When the user must have an answer, by `performance.now()`; absent without a user. */
  deadline?: number;
  by?: string;
}

const storage = new AsyncLocalStorage<Trace>();

const LETTERS = '23456789BCDFGHJKLMNPQRSTVWXZ'; // no vowels, no 0 O 1 I: easy to read out, no words by accident

export interface Waiting {
  by?: string;
  ms: number;
}

/** Runs `work` and records its calls in a trace. */
export function withTrace<T>(work: (trace: Trace) => T, waiting?: Waiting): T {
  const reference = Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  const deadline = waiting && { deadline: performance.now() + waiting.ms };
  const trace: Trace = { reference, calls: [], ...deadline, ...(waiting?.by && { by: waiting.by }) };
  return storage.run(trace, () => work(trace));
}

const ears = new Set<(call: TracedCall) => void>();

/** Calls `hear` for every call from now on, traced or not. @returns A function that ends that. */
export function onCall(hear: (call: TracedCall) => void): () => void {
  ears.add(hear);
  return () => void ears.delete(hear);
}

export function traceCall(call: TracedCall): void {
  storage.getStore()?.calls.push(call);
  for (const hear of ears) hear(call);
}

/** Undefined when no user is waiting. */
export const askedBy = (): string | undefined => storage.getStore()?.by;

export const timesCalled = (name: string): number =>
  storage.getStore()?.calls.filter(({ call }) => call === name).length ?? 0;

/** Milliseconds kept back for the answer itself, and then for a fallback when Slack does not take it. */
const KEPT_BACK = { asking: 4000, answering: 1500, 'last words': 0 } as const;
export type Stage = keyof typeof KEPT_BACK;

/** Whole milliseconds left for a call of that stage; Infinity when no user is waiting. */
export function timeLeft(stage: Stage): number {
  const deadline = storage.getStore()?.deadline ?? Number.POSITIVE_INFINITY;
  return Math.max(0, Math.floor(deadline - KEPT_BACK[stage] - performance.now()));
}

/** @throws DOMException `TimeoutError` when the promise takes longer. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  if (ms === Number.POSITIVE_INFINITY) return promise;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException('The time is up.', 'TimeoutError')), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
