import type { Button } from '@slack/types';
import { encodeAct } from '../../cursor/act-address.js';
import type { ApprovalAddress, RunAddress, StageAddress, Verb } from '../../domain/act.js';
import type { Failure } from '../../domain/failure.js';
import { EXECUTION_ID } from '../../domain/listing.js';
import { button } from '../message.js';

/** The action_id of each act's button. */
export const ACT_BUTTONS: Record<Verb, string> = {
  approve: 'act-approve',
  reject: 'act-reject',
  retry: 'act-retry',
  stop: 'act-stop',
  'roll-back': 'act-roll-back',
};

const actButton = (verb: Verb, label: string, at: RunAddress, spoken: string, style?: 'primary' | 'danger'): Button =>
  button(
    label,
    { actionId: ACT_BUTTONS[verb], value: encodeAct({ verb, ...at }) },
    { accessibilityLabel: spoken, ...(style && { style }) },
  );

/** **Approve** and **Reject**; each opens a window. */
export const decisionButtons = (at: ApprovalAddress): Button[] => [
  actButton('approve', 'Approve…', at, `Approve ${at.actionName} of ${at.pipelineName}`, 'primary'),
  actButton('reject', 'Reject…', at, `Reject ${at.actionName} of ${at.pipelineName}`, 'danger'),
];

/** **Retry…**: what failed, or the whole stage. */
export const retryButton = (at: RunAddress & Partial<StageAddress>): Button =>
  actButton('retry', 'Retry…', at, `Retry ${at.pipelineName}`);

/** **Stop…** of a run in progress. */
export const stopButton = (at: RunAddress): Button => actButton('stop', 'Stop…', at, `Stop ${at.pipelineName}`);

/** **Roll back…** of a stage. */
export const rollBackButton = (at: StageAddress): Button =>
  actButton('roll-back', 'Roll back…', at, `Roll back ${at.stageName} of ${at.pipelineName}`);

/** What can be done about a failure; going back only where the pipeline has succeeded before, and not as a source. */
export function failureActs(failure: Failure, { retrying = false, rolledBack = false } = {}): Button[] {
  const {
    pipelineName,
    region,
    pipelineExecutionId,
    actions: [first],
    streak,
  } = failure;
  if (!EXECUTION_ID.test(pipelineExecutionId) || retrying) return [];
  const run = { pipelineName, region, pipelineExecutionId };
  if (!first) return [retryButton(run)];
  const stage = { ...run, stageName: first.stageName };
  const canGoBack = streak?.lastSuccess !== undefined && first.category !== 'Source' && !rolledBack;
  return [retryButton(stage), ...(canGoBack ? [rollBackButton(stage)] : [])];
}
