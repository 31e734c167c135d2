import { openApprovals } from './account/approvals.js';
import { sessionArn } from './account/arns.js';
import type { Account } from './account/create-account.js';

/** How an approval may end without the bot. */
export const APPROVAL_ENDS = [
  { id: 'approve', label: 'Approved in the console' },
  { id: 'reject', label: 'Rejected in the console' },
  { id: 'expire', label: 'Runs out of time' },
  { id: 'update', label: 'The pipeline is updated' },
] as const;

export type ApprovalEnd = (typeof APPROVAL_ENDS)[number]['id'];

/**
 * Ends a pipeline's oldest open approval, or with `expire` and `update` all of them.
 * @throws Error in words for the user: no such pipeline, or nothing waits.
 */
export function endApproval(account: Account, name: string, end: ApprovalEnd): void {
  const pipeline = account.find(name);
  if (!pipeline) throw new Error(`There is no pipeline ${name}.`);
  const [approval] = openApprovals(pipeline);
  if (!approval) throw new Error(`No approval of ${name} is open.`);
  const by = sessionArn(account.id, account.region, 'Release', 'priya.raman');
  const { acts } = account;
  if (end === 'approve') acts.answer(approval, 'Approved', 'Approved in the console', by);
  else if (end === 'reject') acts.answer(approval, 'Rejected', 'Not before the holiday freeze ends', by);
  else if (end === 'expire') account.expire(name);
  else acts.update(pipeline, pipeline.stages);
}
