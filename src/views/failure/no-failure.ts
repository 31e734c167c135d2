import { encodeListing, encodePosition } from '../../cursor/page-cursor.js';
import { fullName } from '../../domain/account.js';
import { type Listing, START } from '../../domain/listing.js';
import { actions, button, type Message, paragraph } from '../message.js';
import { FIRST_PAGE } from '../page-buttons.js';
import { statusWord } from '../status.js';
import { escapeMrkdwn, shortId } from '../text.js';

export type NoFailure =
  | { kind: 'no failure'; lookedAt: number; more: boolean }
  /** The execution asked for has not failed, so far. */
  | { kind: 'not failed'; status: string };

/** @param listing Names the pipeline, and the execution if one was asked for. */
export function noFailureView(why: NoFailure, listing: Listing): Message {
  const sentence = inWords(why, listing);
  const blockId = encodeListing(listing);
  const strings = encodePosition(FIRST_PAGE, blockId, START);
  const spoken = `Show the actions of ${listing.pipelineName}`;
  const row = strings ? [actions(blockId, [button('Show actions', strings, { accessibilityLabel: spoken })])] : [];
  return { text: escapeMrkdwn(sentence), blocks: [paragraph(sentence), ...row] };
}

function inWords(why: NoFailure, listing: Listing): string {
  const pipeline = fullName(listing);
  if (why.kind === 'not failed') {
    const id = shortId(listing.filter?.pipelineExecutionId ?? '');
    return `Run ${id} of ${pipeline} has not failed: its status is ${statusWord(why.status)}.`;
  }
  if (why.lookedAt === 0) return `${pipeline} has not run yet, so nothing has failed.`;
  return why.more
    ? `None of the newest ${why.lookedAt} runs of ${pipeline} has failed.`
    : `${pipeline} has no failed run.`;
}
