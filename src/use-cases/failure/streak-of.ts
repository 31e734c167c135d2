import type { Streak } from '../../domain/failure.js';
import type { PipelineExecutions } from '../../domain/pipeline-execution.js';

/** The failures in a row that end with an execution; undefined when it is older than the executions given. */
export function streakOf({ executions, more }: PipelineExecutions, pipelineExecutionId: string): Streak | undefined {
  const at = executions.findIndex((execution) => execution.pipelineExecutionId === pipelineExecutionId);
  // Missing from a complete list, it is too new to be listed yet.
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
