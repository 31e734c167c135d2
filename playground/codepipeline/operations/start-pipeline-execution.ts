import { inventChange } from '../account/changes.js';
import { approvalsWait } from '../account/script.js';
import { AwsError } from '../aws-error.js';
import type { InputOf } from '../constraints.js';
import { refuseMoreThanLimit } from './concurrency-limit.js';
import { type Context, pipelineDeclared } from './context.js';

/** A repeated client token gives the execution it started (recorded). */
export function startPipelineExecution(context: Context, input: InputOf<'StartPipelineExecution'>) {
  const pipeline = pipelineDeclared(context, input.name);
  const { clientRequestToken: token, sourceRevisions = [] } = input;
  const sources = new Set(pipeline.stages[0]?.actions.map(({ name }) => name));
  const unknown = sourceRevisions.find(({ actionName }) => !sources.has(actionName));
  if (unknown) {
    const message = `The source action '${unknown.actionName}' does not exist in pipeline '${pipeline.name}'`;
    throw new AwsError('ValidationException', message);
  }
  const before = token === undefined ? undefined : pipeline.clientTokens.get(token);
  if (before !== undefined) return { pipelineExecutionId: before };
  refuseMoreThanLimit(pipeline);
  const wanted = new Map(sourceRevisions.map(({ actionName, revisionValue }) => [actionName, revisionValue]));
  const { pipelineExecutionId } = context.account.acts.start(pipeline, {
    script: approvalsWait,
    trigger: { triggerType: 'StartPipelineExecution', triggerDetail: context.caller },
    change(action, startTime, random) {
      const change = inventChange(action, startTime, random);
      return { ...change, revisionId: wanted.get(action.name) ?? change.revisionId };
    },
  });
  if (token !== undefined) pipeline.clientTokens.set(token, pipelineExecutionId);
  return { pipelineExecutionId };
}
