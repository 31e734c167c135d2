import type { Execution } from '../account/model.js';

/** What an answer says of a rollback; recorded: of other executions it names no type at all. */
export function rollbackOf({ rollbackOf: target }: Execution) {
  if (target === undefined) return {};
  return { executionType: 'ROLLBACK', rollbackMetadata: { rollbackTargetPipelineExecutionId: target } };
}
