import type { Failure } from '../../domain/failure.js';
import type { PipelineExecutions } from '../../domain/pipeline-execution.js';
import type { Reading } from './reading.js';
import { streakOf } from './streak-of.js';
import { triggerOf } from './trigger-of.js';

/** Adds what the list of executions says: how long the pipeline fails, and what GetPipelineExecution could not say. */
export function withNeighbours(failure: Failure, { value, unread }: Reading<PipelineExecutions>): Failure {
  const { pipelineExecutionId } = failure;
  const listed = value?.executions.find((one) => one.pipelineExecutionId === pipelineExecutionId);
  const others = failure.unread.filter(({ what }) => what !== 'execution' || !listed);
  return {
    ...failure,
    status: failure.status ?? listed?.status,
    trigger: failure.trigger ?? triggerOf(listed),
    streak: value && streakOf(value, pipelineExecutionId),
    failedAt: failure.failedAt ?? listed?.lastUpdateTime,
    unread: unread ? [...others, unread] : others,
  };
}
