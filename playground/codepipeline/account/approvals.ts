import type { Approval, Pipeline } from './model.js';

const WEEK_IN_MINUTES = 7 * 24 * 60;

/** Milliseconds since 1970 until when an approval can be answered. */
export function deadlineOf({ row, action }: Approval): number {
  return row.startTime + (action.timeoutInMinutes ?? WEEK_IN_MINUTES) * 60_000;
}

export const isOpen = ({ state, row }: Approval): boolean => state === 'open' && row.status === 'InProgress';

/** Answers an open approval. @param by The caller's ARN. */
export function answerApproval(approval: Approval, status: 'Approved' | 'Rejected', summary: string, by: string): void {
  approval.state = 'answered';
  const words = { by, ...(summary !== '' && { summary }) };
  approval.end({ status: status === 'Approved' ? 'Succeeded' : 'Failed', ...words });
}

/** Lets an approval run out of time: it fails, and nobody is named. */
export function expireApproval(approval: Approval): void {
  if (!isOpen(approval)) return;
  approval.state = 'expired';
  approval.end({ status: 'Failed' });
}

/** The approvals of a pipeline that can be answered, oldest first. */
export const openApprovals = (pipeline: Pipeline): Approval[] => [...pipeline.approvals.values()].filter(isOpen);
