import { publishedVariables, successSummary } from './action-results.js';
import type { FinalEnding } from './ending.js';
import type { ActionDeclaration, ActionExecution, Execution, Pipeline } from './model.js';
import type { Random } from './random.js';
import { createArtifact } from './start-action.js';

/** Ends an attempt: updates its row in place, as the service does, and publishes its outputs. */
export function endAction(
  pipeline: Pipeline,
  execution: Execution,
  action: ActionDeclaration,
  row: ActionExecution,
  ending: FinalEnding,
  at: number,
  random: Random,
): void {
  row.status = ending.status;
  row.lastUpdateTime = at;
  if (ending.status === 'Abandoned') return;
  if (ending.by) row.updatedBy = ending.by;
  const result = { ...row.output.executionResult, ...approvalId(action, row), ...summaryOf(action, ending) };
  if (ending.status === 'Failed' && ending.url) result.externalExecutionUrl = ending.url;
  if (ending.status === 'Failed' && ending.message) {
    result.errorDetails = { code: ending.code ?? 'JobFailed', message: ending.message.slice(0, 5000) };
  }
  if (Object.keys(result).length > 0) row.output.executionResult = result;
  if (ending.status === 'Succeeded') publish(pipeline, execution, action, row, ending.outputVariables, random);
}

// Recorded: an answered approval gets its own action execution id as external id, and no error details.
function approvalId(action: ActionDeclaration, row: ActionExecution) {
  return action.actionTypeId.category === 'Approval' ? { externalExecutionId: row.actionExecutionId } : {};
}

function summaryOf(action: ActionDeclaration, ending: Exclude<FinalEnding, { status: 'Abandoned' }>) {
  const summary = ending.summary ?? (ending.status === 'Succeeded' ? successSummary(action) : undefined);
  return summary === undefined ? {} : { externalExecutionSummary: summary };
}

function publish(
  pipeline: Pipeline,
  execution: Execution,
  action: ActionDeclaration,
  row: ActionExecution,
  variables: Record<string, string> | undefined,
  random: Random,
): void {
  const { actionExecutionId } = row;
  const { resolvedConfiguration: configuration, region } = row.input;
  row.output.outputVariables =
    variables ?? publishedVariables({ pipeline, action, configuration, actionExecutionId, region, random });
  for (const [name, value] of Object.entries(row.output.outputVariables)) {
    if (action.namespace) execution.variables.set(`${action.namespace}.${name}`, value);
  }
  for (const name of action.outputArtifacts) {
    const artifact = createArtifact(pipeline, name, random);
    execution.artifacts.set(name, artifact);
    row.output.outputArtifacts.push(artifact);
  }
}
