import type { KnownBlock, ModalView } from '@slack/types';
import { encodeListing, encodePosition } from '../cursor/page-cursor.js';
import { type Listing, type Position, START } from '../domain/listing.js';
import type { ListedPage } from '../use-cases/list-page.js';
import { detailsSelect } from './details-select.js';
import { executionBlocks } from './execution-rows.js';
import { actions, button, context } from './message.js';
import { modal, type Subject } from './modal.js';
import { shortId } from './text.js';

export const NEXT_ATTEMPTS = 'next-attempts';
export const PREVIOUS_ATTEMPTS = 'previous-attempts';
export const FIRST_ATTEMPTS = 'first-attempts';

const DETAIL = { revision: 80, name: 100, provider: true, link: true, start: true };

export const attemptsTitle = ({ filter }: Listing): string =>
  `${filter?.latestInPipelineExecution?.startTimeRange === 'Latest' ? 'Latest' : 'All'} attempts`;

/** One page of an execution's attempts; each of them can be opened in turn. */
export function attemptsView(subject: Subject, page: ListedPage, now: Date): ModalView {
  const { listing, rows } = page;
  const select = detailsSelect(subject.listing, rows, now);
  const words = [`${listing.pipelineName} · ${page.region} · ${placeInWords(page)}`, select.note].filter(Boolean);
  return modal(attemptsTitle(listing), subject, [
    ...executionBlocks(page, DETAIL, now),
    context(words.join('\n')),
    ...select.blocks,
    ...pagingRow(page),
  ]);
}

function placeInWords({ listing, position, taken, next, stuck }: ListedPage): string {
  const id = listing.filter?.latestInPipelineExecution?.pipelineExecutionId ?? '';
  const range = taken ? `items ${position.seen + 1}–${position.seen + taken}` : 'no items';
  const end = stuck ? 'AWS gave the same token twice, so there is no way on' : next ? '' : 'the last page';
  const words = [`execution ${shortId(id)}`, `page ${position.pageNumber}`, range, 'newest first', end];
  return taken === 0 && !next ? `execution ${shortId(id)} has no attempts` : words.filter(Boolean).join(' · ');
}

function pagingRow({ listing, position, next, previous }: ListedPage): KnownBlock[] {
  const blockId = encodeListing(listing);
  const to = (action: string, target: Position | undefined, label: string) => {
    const strings = target && encodePosition(action, blockId, target);
    return strings ? [button(label, strings, { accessibilityLabel: `${label} of the attempts` })] : [];
  };
  const buttons = [
    ...to(NEXT_ATTEMPTS, next, 'Next page'),
    ...to(PREVIOUS_ATTEMPTS, previous, 'Previous page'),
    ...to(FIRST_ATTEMPTS, position.pageNumber > 1 ? START : undefined, 'First page'),
  ];
  return buttons.length ? [actions(blockId, buttons)] : [];
}

/** The button that asks for the same page again. */
export function retryRow(listing: Listing, position: Position): KnownBlock[] {
  const blockId = encodeListing(listing);
  const strings = encodePosition(FIRST_ATTEMPTS, blockId, position);
  return strings ? [actions(blockId, [button('Try again', strings, { style: 'primary' })])] : [];
}
