import type { Act, ActAnswer, ActRefusal, Operator, RunAddress, Verb } from '../../domain/act.js';
import { AwsProblem, type AwsProblemKind } from '../../domain/aws-problem.js';
import type { Acting } from './ports.js';

/** What a look at the pipeline says: which of our claims did it. `other`: it was done, and not by us. */
export type Seen = Act | 'not-done' | 'other';

export interface ActOnce {
  at: RunAddress;
  /** What is acted upon, within the run: the same for everybody who wants the same. */
  key: string;
  verb: Verb;
  by: Operator;
  words: string;
  /** What AWS is to keep of it. */
  summary?: string | undefined;
  call(): Promise<ActAnswer>;
  /** @param claims At least one. */
  look(claims: Act[]): Promise<Seen>;
}

/** Where nothing tells whose call it was: each claim but the last was looked at before the next. */
export const lastOf = (claims: Act[]): Seen => claims.at(-1) ?? 'other';

export type Outcome =
  | { kind: 'done'; by: Operator; startedExecutionId?: string | undefined; requestId?: string | undefined }
  | { kind: 'too-late'; first: Act }
  | { kind: 'refused'; why: ActRefusal; code: string; requestId?: string | undefined }
  | { kind: 'not-done'; problem: AwsProblem }
  /** AWS did not say whether it did it, and a look did not tell either. */
  | { kind: 'unknown'; problem: AwsProblem };

/** After these the call may have been carried out. */
const NO_ANSWER: AwsProblemKind[] = ['timed-out', 'unreachable', 'service-fault'];

/**
 * Does something once, even with competitors and crashes: a claim in the table precedes the call, and
 * where an earlier claim left no word, or AWS gives no answer, the pipeline is looked at before anything else.
 * @throws AwsProblem when the table can't be reached: then nothing was done.
 */
export async function actOnce({ store }: Pick<Acting, 'store'>, wanted: ActOnce): Promise<Outcome> {
  const { at, key, verb, by, words, summary, call, look } = wanted;
  const claim = await store.claim(at, key, { verb, by, words, summary });
  if ('first' in claim) return { kind: 'too-late', first: claim.first };
  const { earlier } = claim;
  const tooLate = async (first: Act): Promise<Outcome> => {
    await store.restore(claim, first);
    return { kind: 'too-late', first };
  };
  const before = earlier.length ? await look(earlier) : 'not-done';
  if (typeof before === 'object') return tooLate(before);
  if (before === 'other') {
    await store.withdraw(claim);
    return { kind: 'refused', why: 'answered', code: 'AnsweredElsewhere' };
  }
  try {
    const answer = await call();
    if (answer.kind === 'refused') {
      // The call of a process that died may have arrived since.
      const since = earlier.length ? await look(earlier) : 'other';
      if (typeof since === 'object') return tooLate(since);
      await store.withdraw(claim);
      return answer;
    }
    // It is done, whether or not the table takes note of it: a later claim looks first.
    await store.settle(claim, answer.startedExecutionId).catch(ignoreProblem);
    return { ...answer, by };
  } catch (error) {
    if (!(error instanceof AwsProblem)) throw error;
    if (!NO_ANSWER.includes(error.kind)) {
      await store.withdraw(claim);
      return { kind: 'not-done', problem: error };
    }
    const seen = await look([claim.act]).catch(() => undefined);
    if (typeof seen === 'object') {
      await store.settle(claim).catch(ignoreProblem);
      return { kind: 'done', by };
    }
    // The claim is left to end by itself: what AWS has on its way may yet arrive.
    return seen === 'not-done' ? { kind: 'not-done', problem: error } : { kind: 'unknown', problem: error };
  }
}

function ignoreProblem(error: unknown): void {
  if (!(error instanceof AwsProblem)) throw error;
}
