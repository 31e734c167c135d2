import { AwsError } from '../aws-error.js';
import type { InputOf } from '../constraints.js';
import { type Context, pipelineNamed } from './context.js';

export function stopPipelineExecution(context: Context, input: InputOf<'StopPipelineExecution'>) {
  const pipeline = pipelineNamed(context, input.pipelineName);
  const { pipelineExecutionId: id, abandon = false, reason } = input;
  const execution = pipeline.executionsById.get(id);
  const { acts } = context.account;
  if (execution?.status === 'Stopping' && !abandon) {
    throw new AwsError(
      'DuplicatedStopRequestException',
      `The pipeline execution with ID '${id}' in '${pipeline.name}' is already stopping.`,
    );
  }
  const isUnderWay = execution?.status === 'InProgress' || execution?.status === 'Stopping';
  if (!execution || !isUnderWay || !acts.canStop(pipeline, execution)) {
    throw new AwsError(
      'PipelineExecutionNotStoppableException',
      `The pipeline execution with ID '${id}' in '${pipeline.name}' can't be stopped now. Either it does not exist in the ` +
        'pipeline, or the pipeline execution has no action executions in progress.',
    );
  }
  acts.stop(pipeline, execution, abandon, reason);
  return { pipelineExecutionId: id };
}
