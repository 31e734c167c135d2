import type { Streak } from '../../domain/failure.js';
import type { PipelineExecutions } from '../../domain/pipeline-execution.js';

/**
 * The failures in a row that end with an execution, from the newest executions of its pipeline.
 * Undefined when the execution is older than all of these.
 */
export function streakOf({ executions, more }: PipelineExecutions, pipelineExecutionId: string): Streak | undefined {
  const at = executions.findIndex((execution) => execution.pipelineExecutionId === pipelineExecutionId);
  // Without older executions than these it can only be too new for the list.
  if (at < 0 && more) return undefined;
  const before = executions.slice(at + 1);
  const success = before.findIndex(({ status }) => status === 'Succeeded');
  const failed = (success < 0 ? before : before.slice(0, success)).filter(({ status }) => status === 'Failed');
  return {
    count: 1 + failed.length,
    orMore: success < 0 && more,
    firstFailure: failed.at(-1)?.lastUpdateTime,
    lastSuccess: before[success]?.lastUpdateTime,
  };
}
