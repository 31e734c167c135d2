import type { Approval, Pipeline } from './model.js';

const WEEK_IN_MINUTES = 7 * 24 * 60;

/** When an approval expires, in milliseconds since 1970. */
export function deadlineOf({ row, action }: Approval): number {
  return row.startTime + (action.timeoutInMinutes ?? WEEK_IN_MINUTES) * 60_000;
}

export const isOpen = ({ state, row }: Approval): boolean => state === 'open' && row.status === 'InProgress';

/** @param by The caller's ARN. */
export function answerApproval(approval: Approval, status: 'Approved' | 'Rejected', summary: string, by: string): void {
  approval.state = 'answered';
  const words = { by, ...(summary !== '' && { summary }) };
  approval.end({ status: status === 'Approved' ? 'Succeeded' : 'Failed', ...words });
}

/** An expired approval fails without a reviewer's name. */
export function expireApproval(approval: Approval): void {
  if (!isOpen(approval)) return;
  approval.state = 'expired';
  approval.end({ status: 'Failed' });
}

/** Open approvals, oldest first. */
export const openApprovals = (pipeline: Pipeline): Approval[] => [...pipeline.approvals.values()].filter(isOpen);
