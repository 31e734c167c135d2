import { createExecution } from './create-pipeline.js';
import type { Execution, Pipeline, StageDeclaration } from './model.js';
import type { Random } from './random.js';

/** Adds a rollback: an execution of one stage with the target's revisions. @param by The caller's ARN. */
export function createRollback(
  pipeline: Pipeline,
  target: Execution,
  by: string,
  at: number,
  random: Random,
): Execution {
  const trigger = { triggerType: 'ManualRollback', triggerDetail: JSON.stringify({ AwsUserArn: by }) };
  const rollback = createExecution(pipeline, trigger, at, random);
  rollback.rollbackOf = target.pipelineExecutionId;
  rollback.revisions = [...target.revisions];
  rollback.variables = new Map(target.variables);
  rollback.artifacts = new Map(target.artifacts);
  return rollback;
}

/** Whether an execution succeeded in a stage; rollbacks never count (recorded). */
export function hasSucceededIn(stage: StageDeclaration, execution: Execution): boolean {
  return execution.rollbackOf === undefined && execution.stages.get(stage.name) === 'Succeeded';
}
