import { fullName } from '../domain/account.js';
import { type Listing, type Position, previousPosition } from '../domain/listing.js';
import { context, type Message } from './message.js';
import { loadingRow, previousRow } from './page-buttons.js';
import { bold, line, richText } from './rich-text.js';
import { escapeMrkdwn } from './text.js';

/** In place of a page while the next one loads. */
export function loadingPageView(listing: Listing, position: Position): Message {
  const words = `Loading page ${position.pageNumber}…`;
  return {
    text: escapeMrkdwn(`${fullName(listing)}: ${words}`),
    blocks: [
      richText([line(bold(fullName(listing)))]),
      context(words),
      ...loadingRow(listing, position, previousPosition(listing, position)),
    ],
  };
}

/** A loading page that failed: the refusal, and the way back to the page it replaced. */
export const refusedPageView = (refusal: Message, listing: Listing, position: Position): Message => ({
  ...refusal,
  blocks: [...refusal.blocks, ...previousRow(listing, previousPosition(listing, position))],
});
