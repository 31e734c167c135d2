import type { ActionDeclaration, ActionExecution, Execution, Pipeline, StageDeclaration } from '../account/model.js';
import type { InputOf } from '../constraints.js';
import { type Context, pipelineNamed, seconds } from './context.js';

/** Of every stage, the execution that was there last and the newest attempt of each action. */
export function getPipelineState(context: Context, input: InputOf<'GetPipelineState'>) {
  const pipeline = pipelineNamed(context, input.name);
  return {
    pipelineName: pipeline.name,
    pipelineVersion: pipeline.version,
    stageStates: pipeline.stages.map((stage) => stageState(pipeline, stage)),
    created: seconds(pipeline.created),
    updated: seconds(pipeline.updated),
  };
}

function stageState(pipeline: Pipeline, stage: StageDeclaration) {
  const execution = pipeline.executions.findLast((one) => one.actions.some((row) => row.stageName === stage.name));
  return {
    stageName: stage.name,
    inboundTransitionState: { enabled: true },
    actionStates: stage.actions.map((action) => actionState(stage, action, execution)),
    ...(execution && {
      latestExecution: { pipelineExecutionId: execution.pipelineExecutionId, status: statusIn(stage, execution) },
    }),
  };
}

function newestAttempt(stageName: string, actionName: string, execution: Execution | undefined) {
  return execution?.actions.findLast((row) => row.stageName === stageName && row.actionName === actionName);
}

function statusIn(stage: StageDeclaration, execution: Execution): string {
  const rows = stage.actions.map((action) => newestAttempt(stage.name, action.name, execution)?.status);
  if (rows.includes('InProgress')) return 'InProgress';
  if (rows.includes('Failed')) return 'Failed';
  if (rows.includes('Abandoned')) return 'Stopped';
  return rows.every((status) => status === 'Succeeded') ? 'Succeeded' : 'InProgress';
}

function actionState(stage: StageDeclaration, action: ActionDeclaration, execution: Execution | undefined) {
  const row = newestAttempt(stage.name, action.name, execution);
  const revision = execution?.revisions.find(({ actionName }) => actionName === action.name);
  return {
    actionName: action.name,
    ...(row && revision && action.actionTypeId.category === 'Source'
      ? {
          currentRevision: {
            revisionId: revision.revisionId,
            revisionChangeId: revision.revisionId,
            created: seconds(revision.created),
          },
          ...(revision.revisionUrl && { revisionUrl: revision.revisionUrl }),
        }
      : {}),
    ...(row && { latestExecution: latestExecution(row) }),
  };
}

function latestExecution(row: ActionExecution) {
  const result = row.output.executionResult;
  const isApproval = row.input.actionTypeId.category === 'Approval';
  return {
    actionExecutionId: row.actionExecutionId,
    status: row.status,
    ...(result?.externalExecutionSummary !== undefined && { summary: result.externalExecutionSummary }),
    lastStatusChange: seconds(row.lastUpdateTime),
    // An open approval's token is its action execution id; an answered one has neither token nor external id.
    ...(isApproval && row.status === 'InProgress' && { token: row.actionExecutionId }),
    ...(row.updatedBy && { lastUpdatedBy: row.updatedBy }),
    ...(!isApproval && result?.externalExecutionId && { externalExecutionId: result.externalExecutionId }),
    ...(result?.externalExecutionUrl && { externalExecutionUrl: result.externalExecutionUrl }),
    ...(result?.errorDetails && { errorDetails: result.errorDetails }),
    ...(result?.logStreamARN && { logStreamARN: result.logStreamARN }),
  };
}
