import type { Pipeline } from '../account/model.js';
import { AwsError } from '../aws-error.js';

/** Executions in progress, by mode; CodePipeline user guide, limits. */
const LIMITS = { QUEUED: 50, PARALLEL: 50, SUPERSEDED: Number.POSITIVE_INFINITY };

/** @throws ConcurrentPipelineExecutionsLimitExceededException */
export function refuseMoreThanLimit({ executions, executionMode }: Pipeline): void {
  const running = executions.filter(({ status }) => status === 'InProgress' || status === 'Stopping').length;
  if (running < LIMITS[executionMode]) return;
  const message = 'The pipeline has reached the limit for concurrent pipeline executions.';
  throw new AwsError('ConcurrentPipelineExecutionsLimitExceededException', message);
}
