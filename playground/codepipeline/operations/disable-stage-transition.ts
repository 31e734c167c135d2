import type { InputOf } from '../constraints.js';
import { type Context, pipelineNamed, stageNamed } from './context.js';

export function disableStageTransition(context: Context, input: InputOf<'DisableStageTransition'>) {
  const pipeline = pipelineNamed(context, input.pipelineName);
  const { name } = stageNamed(pipeline, input.stageName);
  const side = input.transitionType === 'Inbound' ? 'inbound' : 'outbound';
  context.account.acts.setTransition(pipeline, name, side, {
    enabled: false,
    lastChangedBy: context.caller,
    lastChangedAt: Date.now(),
    disabledReason: input.reason,
  });
  return {};
}
