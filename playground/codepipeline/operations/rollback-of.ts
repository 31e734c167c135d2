import type { Execution } from '../account/model.js';

/** What an answer says of a rollback; recorded: of other executions it names no type at all. */
export function rollbackOf({ rollbackOf: target }: Execution) {
  if (target === undefined) return {};
  return { executionType: 'ROLLBACK', rollbackMetadata: { rollbackTargetPipelineExecutionId: target } };
}

/** Recorded: the reason of a stop, once it has stopped. */
export function statusSummaryOf({ status, stopReason, statusSummary }: Execution) {
  const summary = status === 'Stopped' ? stopReason : statusSummary;
  return summary ? { statusSummary: summary } : {};
}
