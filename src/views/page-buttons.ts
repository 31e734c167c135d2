import type { KnownBlock } from '@slack/types';
import { encodeListing, encodePosition } from '../cursor/page-cursor.js';
import { type Listing, type Position, START } from '../domain/listing.js';
import type { ListedPage } from '../use-cases/list-page.js';
import { actions, button } from './message.js';

export const NEXT_PAGE = 'next-page';
export const PREVIOUS_PAGE = 'previous-page';
export const FIRST_PAGE = 'first-page';
export const REFRESH_PAGE = 'refresh-page';
/** On a shared page: opens it for the clicker, with paging buttons. */
export const OPEN_PAGE = 'open-page';
export const MORE = 'more';

interface PageLink {
  action: string;
  position: Position | undefined;
  label: string;
  spoken: string;
  isPrimary?: boolean;
}

/** Buttons to places of a listing; `leftOut` names those whose cursor is too long for a button. */
function placeRow(listing: Listing, places: PageLink[]): { row: KnownBlock[]; leftOut: string[] } {
  const blockId = encodeListing(listing);
  const leftOut: string[] = [];
  const buttons = places.flatMap(({ action, position, label, spoken, isPrimary = false }) => {
    const strings = position && encodePosition(action, blockId, position);
    if (position && !strings) leftOut.push(action);
    const accessibilityLabel = `${spoken} of ${listing.pipelineName}`;
    return strings ? [button(label, strings, { accessibilityLabel, ...(isPrimary && { style: 'primary' }) })] : [];
  });
  return { row: buttons.length ? [actions(blockId, buttons)] : [], leftOut };
}

/** `[Next page] [Previous] [More…]`; `isTooLong` when AWS's token for the next page fits in no button. */
export function pagingRow({ listing, position, next, previous, limitReached }: ListedPage): {
  row: KnownBlock[];
  isTooLong: boolean;
} {
  const onward = limitReached
    ? { label: 'Continue', spoken: 'Continue the list' }
    : { label: 'Next page', spoken: 'Next page' };
  const { row, leftOut } = placeRow(listing, [
    { action: NEXT_PAGE, position: next, ...onward, isPrimary: true },
    { action: PREVIOUS_PAGE, position: previous, label: 'Previous', spoken: 'Previous page' },
    { action: MORE, position, label: 'More…', spoken: 'More… about this page' },
  ]);
  return { row, isTooLong: leftOut.includes(NEXT_PAGE) };
}

/** A shared page must not change for others. */
export function sharedRow({ listing, position }: ListedPage): KnownBlock[] {
  const place = { action: OPEN_PAGE, label: 'Open for me', spoken: 'Open for me: page through the actions' };
  const { row } = placeRow(listing, [{ ...place, position: { ...position, previous: [] } }]);
  return row.length ? row : placeRow(listing, [{ ...place, position: START }]).row;
}

/** Retry and back, in case the page never loads. */
export const loadingRow = (listing: Listing, position: Position, previous: Position | undefined): KnownBlock[] =>
  placeRow(listing, [
    { action: REFRESH_PAGE, position, label: 'Try again', spoken: 'Try again: this page' },
    { action: PREVIOUS_PAGE, position: previous, label: 'Previous', spoken: 'Previous page' },
  ]).row;

export const previousRow = (listing: Listing, previous: Position | undefined): KnownBlock[] =>
  placeRow(listing, [{ action: PREVIOUS_PAGE, position: previous, label: 'Previous', spoken: 'Previous page' }]).row;
