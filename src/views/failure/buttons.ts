import type { ActionsBlock, Button } from '@slack/types';
import { encodeListing, encodePosition } from '../../cursor/page-cursor.js';
import type { Failure } from '../../domain/failure.js';
import { EXECUTION_ID, executionListing, START } from '../../domain/listing.js';
import { executionUrl } from '../console-links.js';
import { linkButton } from '../link-button.js';
import { actions, button } from '../message.js';
import { OPEN_PAGE } from '../page-buttons.js';

/** In a preview: posts the summary to the channel. */
export const POST_FAILURE = 'post-failure';

/** What to do next. Of a failure that is fixed the build is no longer worth a button. */
export function failureButtons(failure: Failure, which: { preview: boolean; fixed: boolean }): ActionsBlock[] {
  const { pipelineName, region, pipelineExecutionId } = failure;
  const blockId = encodeListing(executionListing(failure));
  const to = (action: string, label: string, spoken: string, style?: 'primary'): Button[] => {
    const strings = EXECUTION_ID.test(pipelineExecutionId) && encodePosition(action, blockId, START);
    if (!strings) return [];
    return [button(label, strings, { accessibilityLabel: `${spoken} ${pipelineName}`, ...(style && { style }) })];
  };
  const elements = [
    ...(which.preview ? to(POST_FAILURE, 'Post to this channel', 'Post this failure of', 'primary') : []),
    ...to(OPEN_PAGE, 'Show actions', 'Show the actions of this execution of'),
    ...(which.fixed ? [] : buildButton(failure)),
    ...linkButton('execution', 'Open execution', executionUrl(region, pipelineName, pipelineExecutionId)),
  ];
  return elements.length ? [actions(blockId, elements)] : [];
}

/** The build or deployment of the first failed action that has one to open. */
function buildButton({ actions: failed }: Failure): Button[] {
  const first = failed.find(({ url }) => url !== undefined);
  return linkButton('build', first?.category === 'Deploy' ? 'Open deployment' : 'Open build', first?.url);
}
