import { fullName, type Pipeline } from '../../domain/account.js';
import type { Act, ApprovalAddress, Operator } from '../../domain/act.js';
import { valuesFor } from '../../domain/pipeline-patterns.js';
import { actOnce, type Outcome, type Seen } from './act-once.js';
import { mayAct, type NotAllowed } from './may-act.js';
import { type Acting, MOST_IN_AWS } from './ports.js';
import { readApproval } from './read-approval.js';
import { findOwnChange, type OwnChange } from './self-approval.js';

export interface Wish {
  verb: 'approve' | 'reject';
  user: string;
  /** What they wrote; may be empty for an approval. */
  words: string;
}

/** `counted`: one of several who must approve; AWS was not asked yet. */
export type Decision =
  | Exclude<Outcome, { kind: 'done' }>
  /** `who`: all who approved, or the one who rejected. */
  | (Extract<Outcome, { kind: 'done' }> & { who: Operator[] })
  | NotAllowed
  | OwnChange
  | { kind: 'counted'; votes: Operator[]; needed: number };

/** Approves or rejects once, after everything that could forbid it. @throws AwsProblem, SlackProblem */
export async function decideApproval(acting: Acting, at: ApprovalAddress, wish: Wish): Promise<Decision> {
  const { verb, user, words } = wish;
  const permission = await mayAct(acting, at, user);
  if (permission.kind !== 'may') return permission;
  if (verb === 'reject') return decide(acting, at, wish, [permission.by]);
  const own = acting.rules.selfApproval === 'refuse' ? await findOwnChange(acting, at, user) : undefined;
  if (own) return own;
  const needed = approvalsNeeded(acting.rules, at);
  if (needed === 1) return decide(acting, at, wish, [permission.by]);
  // Nothing of AWS's tells of a vote.
  await acting.standings.lookLater(at);
  const votes = await acting.store.vote(at, approvalKey(at), permission.by, words);
  return votes.length < needed ? { kind: 'counted', votes, needed } : decide(acting, at, wish, votes);
}

/** How many different people must approve. */
export const approvalsNeeded = (rules: Acting['rules'], pipeline: Pipeline): number =>
  Number(valuesFor(rules.approvalsNeeded, fullName(pipeline))?.[0] ?? 1);

/** Approving and rejecting are one act: of two who want either, one is first. */
export const approvalKey = ({ token }: ApprovalAddress): string => `approval#${token}`;

async function decide(acting: Acting, at: ApprovalAddress, { verb, words }: Wish, who: Operator[]): Promise<Decision> {
  const summary = acting.wordsInAws(who, words, MOST_IN_AWS.summary);
  const status = verb === 'approve' ? 'Approved' : 'Rejected';
  const outcome = await actOnce(acting, {
    at,
    key: approvalKey(at),
    verb,
    by: who.at(-1) as Operator,
    words,
    summary,
    call: () => acting.acts.putApprovalResult(at, status, summary),
    look: (claims) => lookFor(acting, at, claims),
  });
  return outcome.kind === 'done' ? { ...outcome, who } : outcome;
}

/** Our words tell our own decisions from anyone else's. */
async function lookFor({ reads }: Acting, at: ApprovalAddress, claims: Act[]): Promise<Seen> {
  const { standing } = await readApproval(reads, at);
  if (standing.kind === 'open') return 'not-done';
  const words = 'words' in standing ? standing.words : undefined;
  return claims.find(({ summary }) => summary !== undefined && summary === words) ?? 'other';
}
