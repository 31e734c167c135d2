import type { Execution, Pipeline, StageDeclaration } from '../account/model.js';
import { newestAttempts } from '../account/retry-stage.js';
import { gateOf } from '../account/stage-gate.js';
import { AwsError } from '../aws-error.js';
import type { InputOf } from '../constraints.js';
import { refuseMoreThanLimit } from './concurrency-limit.js';
import { type Context, pipelineNamed, stageNamed } from './context.js';

export function retryStageExecution(context: Context, input: InputOf<'RetryStageExecution'>) {
  const pipeline = pipelineNamed(context, input.pipelineName);
  const stage = stageNamed(pipeline, input.stageName);
  const execution = pipeline.executionsById.get(input.pipelineExecutionId);
  if (!execution || !canRetry(pipeline, stage, execution)) {
    throw notRetryable(pipeline, stage, input.pipelineExecutionId);
  }
  const { latest } = gateOf(pipeline, stage.name);
  if (pipeline.executionMode !== 'PARALLEL' && latest !== execution) {
    throw new AwsError(
      'NotLatestPipelineExecutionException',
      'The stage has failed in a later run of the pipeline and the pipelineExecutionId associated with the request is out of date.',
    );
  }
  if (input.retryMode === 'ALL_ACTIONS' && isRunning(stage, execution)) {
    const message =
      'Your request cannot be handled because the pipeline is busy handling ongoing activities. Try again later.';
    throw new AwsError('ConflictException', message);
  }
  refuseMoreThanLimit(pipeline);
  context.account.acts.retryStage(pipeline, execution, stage, input.retryMode);
  return { pipelineExecutionId: execution.pipelineExecutionId };
}

function canRetry(pipeline: Pipeline, stage: StageDeclaration, execution: Execution): boolean {
  const hasFailed = newestAttempts(stage, execution).some(
    ({ status }) => status === 'Failed' || status === 'Abandoned',
  );
  const isOver = execution.status === 'Failed' || execution.status === 'Stopped' || execution.status === 'InProgress';
  return hasFailed && isOver && execution.pipelineVersion === pipeline.version;
}

const isRunning = (stage: StageDeclaration, execution: Execution) =>
  newestAttempts(stage, execution).some(({ status }) => status === 'InProgress');

function notRetryable(pipeline: Pipeline, stage: StageDeclaration, id: string): AwsError {
  const message =
    `The stage named ${stage.name} in the ${pipeline.name} pipeline can't be retried now. Either it contains no failed ` +
    `actions, the execution '${id}' is already superseded, or the pipeline definition has changed since the action(s) failed.`;
  return new AwsError('StageNotRetryableException', message);
}
