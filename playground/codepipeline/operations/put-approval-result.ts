import { isOpen } from '../account/approvals.js';
import { AwsError } from '../aws-error.js';
import type { InputOf } from '../constraints.js';
import { type Context, pipelineNamed, seconds, stageNamed } from './context.js';

export function putApprovalResult(context: Context, input: InputOf<'PutApprovalResult'>) {
  const pipeline = pipelineNamed(context, input.pipelineName);
  const stage = stageNamed(pipeline, input.stageName);
  const action = stage.actions.find(({ name }) => name === input.actionName);
  if (action?.actionTypeId.category !== 'Approval') {
    const message = `Stage '${stage.name}' does not include an approval action named '${input.actionName}'`;
    throw new AwsError('ActionNotFoundException', message);
  }
  const approval = pipeline.approvals.get(input.token);
  const isHere = approval?.row.stageName === stage.name && approval.row.actionName === action.name;
  if (approval?.state === 'answered' && isHere) {
    throw new AwsError(
      'ApprovalAlreadyCompletedException',
      'The approval action has already been approved or rejected.',
    );
  }
  if (!approval || !isHere || !isOpen(approval)) {
    // Recorded for an abandoned run and an updated pipeline; used for other tokens too.
    const message = `The pipeline ${pipeline.name} has been updated, and the approval request you responded to is now out of date.`;
    throw new AwsError('InvalidApprovalTokenException', message);
  }
  context.account.acts.answer(approval, input.result.status, input.result.summary, context.caller);
  return { approvedAt: seconds(Date.now()) };
}
