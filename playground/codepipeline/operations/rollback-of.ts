import type { Execution } from '../account/model.js';

/** Recorded: other executions have no type at all. */
export function rollbackOf({ rollbackOf: target }: Execution) {
  if (target === undefined) return {};
  return { executionType: 'ROLLBACK', rollbackMetadata: { rollbackTargetPipelineExecutionId: target } };
}

/** Recorded: the reason of a stop, once stopped. */
export function statusSummaryOf({ status, stopReason, statusSummary }: Execution) {
  const summary = status === 'Stopped' ? stopReason : statusSummary;
  return summary ? { statusSummary: summary } : {};
}
