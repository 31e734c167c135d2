import type { Execution, Pipeline, StageDeclaration } from '../account/model.js';
import { hasSucceededIn } from '../account/roll-back.js';
import { gateOf } from '../account/stage-gate.js';
import { AwsError } from '../aws-error.js';
import type { InputOf } from '../constraints.js';
import { type Context, executionNamed, pipelineNamed, stageNamed } from './context.js';

/** Runs one stage as a new execution with an earlier execution's revisions. */
export function rollbackStage(context: Context, input: InputOf<'RollbackStage'>) {
  const pipeline = pipelineNamed(context, input.pipelineName);
  const stage = stageNamed(pipeline, input.stageName);
  const target = executionNamed(pipeline, input.targetPipelineExecutionId);
  refuse(pipeline, stage, target);
  const rollback = context.account.acts.rollBack(pipeline, stage, target, context.caller);
  return { pipelineExecutionId: rollback.pipelineExecutionId };
}

// Two of the messages are recorded: for a stage in progress, and for an incomplete target.
function refuse(pipeline: Pipeline, stage: StageDeclaration, target: Execution): void {
  const id = target.pipelineExecutionId;
  if (pipeline.pipelineType !== 'V2')
    throw unable(`Pipeline '${pipeline.name}' is of type V1 and cannot be rolled back.`);
  if (target.pipelineVersion !== pipeline.version) {
    const message = `Pipeline Execution with id '${id}' is outdated and cannot be used as a target for rollback.`;
    throw new AwsError('PipelineExecutionOutdatedException', message);
  }
  if (!hasSucceededIn(stage, target)) {
    throw unable(`Target Pipeline Execution with id '${id}' has not completed in stage with name '${stage.name}'`);
  }
  if (gateOf(pipeline, stage.name).holder) {
    throw unable(`Pipeline '${pipeline.name}' cannot start rollback since stage ${stage.name} is in progress.`);
  }
}

const unable = (message: string) => new AwsError('UnableToRollbackStageException', message);
