import { startedResult } from './action-results.js';
import { sessionArn } from './arns.js';
import type { ActionDeclaration, ActionExecution, Artifact, Execution, Pipeline, StageDeclaration } from './model.js';
import { LETTERS, type Random } from './random.js';
import { insertRow } from './rows.js';

/** Starts an attempt: adds its row with everything the service knows by then. */
export function startAction(
  pipeline: Pipeline,
  execution: Execution,
  stage: StageDeclaration,
  action: ActionDeclaration,
  at: number,
  random: Random,
): ActionExecution {
  const actionExecutionId = random.uuid();
  const region = action.region ?? pipeline.region;
  const configuration = resolve(action.configuration, execution);
  const result = startedResult({ pipeline, action, configuration, actionExecutionId, region, random });
  const row: ActionExecution = {
    pipelineExecutionId: execution.pipelineExecutionId,
    actionExecutionId,
    pipelineVersion: execution.pipelineVersion,
    stageName: stage.name,
    actionName: action.name,
    startTime: at,
    lastUpdateTime: at,
    ...updatedBy(pipeline, action, at),
    status: 'InProgress',
    input: {
      actionTypeId: action.actionTypeId,
      configuration: action.configuration,
      resolvedConfiguration: configuration,
      ...(action.roleArn && { roleArn: action.roleArn }),
      region,
      inputArtifacts: action.inputArtifacts.flatMap((name) => execution.artifacts.get(name) ?? []),
      ...(action.namespace && { namespace: action.namespace }),
    },
    output: { outputArtifacts: [], ...(result && { executionResult: result }), outputVariables: {} },
  };
  execution.actions.push(row);
  insertRow(pipeline.rows, row);
  return row;
}

/** Pipeline name cut to 20 characters, artifact name to 10, and 7 random characters. */
export function createArtifact(pipeline: Pipeline, name: string, random: Random): Artifact {
  const key = `${pipeline.name.slice(0, 20)}/${name.slice(0, 10)}/${random.text(7, LETTERS)}`;
  return { name, s3location: { bucket: pipeline.artifactBucket, key } };
}

// Source rows have no updatedBy, and approvals none before the decision (recorded).
function updatedBy(pipeline: Pipeline, action: ActionDeclaration, at: number) {
  if (action.actionTypeId.category === 'Source' || action.actionTypeId.category === 'Approval') return {};
  const role = pipeline.roleArn.split('/').at(-1) ?? '';
  return { updatedBy: sessionArn(pipeline.accountId, pipeline.region, role, String(at)) };
}

function resolve(configuration: Record<string, string>, execution: Execution): Record<string, string> {
  const resolveOne = (value: string) =>
    value.replace(/#\{([\w.@-]+)\}/g, (whole, name: string) => execution.variables.get(name) ?? whole);
  return Object.fromEntries(Object.entries(configuration).map(([key, value]) => [key, resolveOne(value)]));
}
