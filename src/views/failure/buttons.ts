import type { ActionsBlock, Button, ConfirmationDialog } from '@slack/types';
import { encodeAddress } from '../../cursor/action-address.js';
import { encodeListing, encodePosition } from '../../cursor/page-cursor.js';
import type { FailedAction, Failure } from '../../domain/failure.js';
import { EXECUTION_ID, executionListing, START } from '../../domain/listing.js';
import { executionUrl } from '../console-links.js';
import { linkButton } from '../link-button.js';
import { actions, button } from '../message.js';
import { DETAILS } from '../run-choices.js';

export const POST_FAILURE = 'post-failure';
export const SHOW_LOG = 'show-log';

/** One row on a phone. @param acts Buttons for operators, at the end. */
export function failureButtons(failure: Failure, preview: boolean, acts: Button[] = []): ActionsBlock[] {
  const blockId = encodeListing(executionListing(failure));
  const log = toAction(failure, failure.log?.of, SHOW_LOG, 'Show log');
  // A phone's row holds three; the headline is a link to the build, and the listing leads to details too.
  const isFull = acts.length > 1 && log.length > 0;
  const elements = [
    ...(preview ? postButton(failure, blockId) : isFull ? [] : openButton(failure)),
    ...log,
    ...(acts.length > 1 ? [] : toAction(failure, failure.actions[0], DETAILS, 'Details…')),
    ...(preview && isFull ? acts.slice(0, 1) : acts),
  ];
  return elements.length ? [actions(blockId, elements)] : [];
}

function postButton({ pipelineName, pipelineExecutionId }: Failure, blockId: string): Button[] {
  const strings = EXECUTION_ID.test(pipelineExecutionId) && encodePosition(POST_FAILURE, blockId, START);
  if (!strings) return [];
  const accessibilityLabel = `Post here… this failure of ${pipelineName}`;
  return [{ ...button('Post here…', strings, { accessibilityLabel, style: 'primary' }), confirm: CONFIRM }];
}

const CONFIRM: ConfirmationDialog = {
  title: { type: 'plain_text', text: 'Post to this channel?' },
  text: { type: 'plain_text', text: 'Everyone here will see the summary, and that you posted it.' },
  confirm: { type: 'plain_text', text: 'Post' },
  deny: { type: 'plain_text', text: 'Cancel' },
};

/** Empty where an id is no UUID. */
function toAction(
  { pipelineName, pipelineExecutionId }: Failure,
  about: { actionExecutionId?: string | undefined } | undefined,
  actionId: string,
  label: string,
): Button[] {
  const { actionExecutionId } = about ?? {};
  const value = encodeAddress({ pipelineExecutionId, actionExecutionId });
  const accessibilityLabel = `${label} of what failed in ${pipelineName}`;
  return value ? [button(label, { actionId, value }, { accessibilityLabel })] : [];
}

/** Opens the build or deployment of the first failed action that has one, else the run. */
function openButton({ actions: failed, region, pipelineName, pipelineExecutionId }: Failure): Button[] {
  const first = failed.find(({ url }) => url !== undefined);
  const url = first?.url ?? executionUrl(region, pipelineName, pipelineExecutionId);
  const [button] = linkButton('build', first ? `Open ${thingOf(first)}` : 'Open run', url, pipelineName);
  return button ? [{ ...button, style: 'primary' }] : [];
}

function thingOf({ provider, category, reason }: FailedAction): string {
  if (provider === 'CodeBuild') return reason.kind === 'builds' ? 'batch' : 'build';
  if (provider === 'CloudFormation') return 'stack';
  return category === 'Deploy' ? 'deployment' : 'result';
}
