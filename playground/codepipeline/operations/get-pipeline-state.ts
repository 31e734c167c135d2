import type {
  ActionDeclaration,
  ActionExecution,
  Execution,
  Pipeline,
  Revision,
  StageDeclaration,
  Transition,
} from '../account/model.js';
import { gateOf } from '../account/stage-gate.js';
import type { InputOf } from '../constraints.js';
import { type Context, pipelineNamed, seconds } from './context.js';

/** For every stage, its latest execution and the newest attempt of each action. */
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
  const gate = gateOf(pipeline, stage.name);
  const execution = gate.latest;
  const waiting = gate.waiting.map((one) => stageExecution(one.execution, 'InProgress'));
  return {
    stageName: stage.name,
    ...(waiting.length > 0 && { inboundExecution: waiting.at(-1) }),
    inboundExecutions: waiting,
    inboundTransitionState: transitionState(gate.inbound),
    actionStates: stage.actions.map((action) => actionState(pipeline, stage, action, execution)),
    ...(execution && { latestExecution: stageExecution(execution, execution.stages.get(stage.name) ?? 'InProgress') }),
    ...retryMetadata(execution?.retries.get(stage.name)),
  };
}

function stageExecution({ pipelineExecutionId, rollbackOf }: Execution, status: string) {
  return { pipelineExecutionId, status, ...(rollbackOf !== undefined && { type: 'ROLLBACK' }) };
}

function transitionState({ lastChangedAt, ...transition }: Transition) {
  return { ...transition, ...(lastChangedAt !== undefined && { lastChangedAt: seconds(lastChangedAt) }) };
}

function retryMetadata(retries: number | undefined) {
  if (retries === undefined) return {};
  return { retryStageMetadata: { manualStageRetryAttempt: retries, latestRetryTrigger: 'ManualStageRetry' } };
}

function newestAttempt(stageName: string, actionName: string, execution: Execution | undefined) {
  return execution?.actions.findLast((row) => row.stageName === stageName && row.actionName === actionName);
}

function actionState(
  pipeline: Pipeline,
  stage: StageDeclaration,
  action: ActionDeclaration,
  execution: Execution | undefined,
) {
  const row = newestAttempt(stage.name, action.name, execution);
  const { category } = action.actionTypeId;
  const revision = execution?.revisions.find(({ actionName }) => actionName === action.name);
  // In PARALLEL mode approvals are only in ListActionExecutions.
  const isShown = row && !(pipeline.executionMode === 'PARALLEL' && category === 'Approval');
  return {
    actionName: action.name,
    ...(row && revision && category === 'Source' ? revisionState(revision) : {}),
    ...(isShown && { latestExecution: category === 'Approval' ? approvalState(pipeline, row) : latestExecution(row) }),
  };
}

function revisionState({ revisionId, created, revisionUrl }: Revision) {
  const currentRevision = { revisionId, revisionChangeId: revisionId, created: seconds(created) };
  return { currentRevision, ...(revisionUrl && { revisionUrl }) };
}

/** Recorded: an open approval has a token and no time; one killed by an update says Failed while its row goes on. */
function approvalState(pipeline: Pipeline, row: ActionExecution) {
  const { actionExecutionId, status } = row;
  if (status === 'Abandoned') return { actionExecutionId, status, summary: 'The approval action has been canceled.' };
  if (status !== 'InProgress') return latestExecution(row);
  const isOutdated = pipeline.approvals.get(actionExecutionId)?.state === 'out-of-date';
  if (isOutdated) return { actionExecutionId, status: 'Failed' };
  return { actionExecutionId, status, token: actionExecutionId };
}

function latestExecution(row: ActionExecution) {
  const result = row.output.executionResult;
  const isApproval = row.input.actionTypeId.category === 'Approval';
  return {
    actionExecutionId: row.actionExecutionId,
    status: row.status,
    ...(result?.externalExecutionSummary !== undefined && { summary: result.externalExecutionSummary }),
    lastStatusChange: seconds(row.lastUpdateTime),
    ...(row.updatedBy && { lastUpdatedBy: row.updatedBy }),
    // An answered approval has none here.
    ...(!isApproval && result?.externalExecutionId && { externalExecutionId: result.externalExecutionId }),
    ...(result?.externalExecutionUrl && { externalExecutionUrl: result.externalExecutionUrl }),
    ...(result?.errorDetails && { errorDetails: result.errorDetails }),
    ...(result?.logStreamARN && { logStreamARN: result.logStreamARN }),
  };
}
