import type { ActionsBlock } from '@slack/types';
import { encodeListing, encodePosition } from '../../cursor/page-cursor.js';
import { groupByExecution, statusOfActions } from '../../domain/action-execution.js';
import { EXECUTION_ID, executionListing, START } from '../../domain/listing.js';
import type { ListedPage } from '../../use-cases/list-page.js';
import { actions, button } from '../message.js';
import { shortId } from '../text.js';

/** Previews the summary of a failure for whoever clicks. */
export const PREVIEW_FAILURE = 'preview-failure';

/** Under a page that shows a failed execution: the way to its summary; of several to that of the newest. */
export function failureRow({ rows, listing, region }: ListedPage): ActionsBlock[] {
  const failed = groupByExecution(rows).find(
    ({ pipelineExecutionId, actions: members }) =>
      EXECUTION_ID.test(pipelineExecutionId) && statusOfActions(members) === 'Failed',
  );
  if (!failed) return [];
  const { pipelineExecutionId } = failed;
  const blockId = encodeListing(executionListing({ ...listing, region, pipelineExecutionId }));
  const strings = encodePosition(PREVIEW_FAILURE, blockId, START);
  const spoken = `Preview summary of failed run ${shortId(pipelineExecutionId)}`;
  return strings ? [actions(blockId, [button('Preview summary', strings, { accessibilityLabel: spoken })])] : [];
}
