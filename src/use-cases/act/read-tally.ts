import type { Act, ApprovalAddress, Operator } from '../../domain/act.js';
import { approvalKey, approvalsNeeded } from './decide-approval.js';
import type { Acting } from './ports.js';

export interface Tally {
  /** The decision made or being made from Slack. */
  act?: Act | undefined;
  /** Those who have approved so far, where several must. */
  votes: Operator[];
  needed: number;
}

/** @throws AwsProblem */
export async function readTally(
  { rules, store }: Pick<Acting, 'rules' | 'store'>,
  at: ApprovalAddress,
): Promise<Tally> {
  const needed = approvalsNeeded(rules, at);
  const key = approvalKey(at);
  const [act, votes] = await Promise.all([store.find(at, key), needed > 1 ? store.votes(at, key) : []]);
  return { act, votes, needed };
}
