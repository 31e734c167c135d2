import type { KnownBlock, RichTextBlock } from '@slack/types';
import { encodeListing, encodePosition } from '../cursor/page-cursor.js';
import { type Listing, type Position, START } from '../domain/listing.js';
import type { ListedPage } from '../use-cases/list-page.js';
import { COPY_ONWARD, COPY_PAGE } from './cli-command.js';
import { pipelineUrl } from './console-links.js';
import { detailsSelect } from './details-select.js';
import { executionBlocks, type RowDetail } from './execution-rows.js';
import { failureRow } from './failure/row.js';
import { actions, button, context, type Message, SLACK } from './message.js';
import { line, link, renderedLength, richText, text, user } from './rich-text.js';
import { counted, escapeMrkdwn, shortId } from './text.js';

export const NEXT_PAGE = 'next-page';
export const PREVIOUS_PAGE = 'previous-page';
export const FIRST_PAGE = 'first-page';
export const REFRESH_PAGE = 'refresh-page';
export const SHARE_PAGE = 'share-page';
/** On a shared page: the same page for the one who clicks, with paging buttons of their own. */
export const OPEN_PAGE = 'open-page';

export interface PageOptions {
  now: Date;
  /** Words about the command that the reader should see once. */
  notes?: string[];
  /** The Slack user who shares this page with a channel. */
  sharedBy?: string;
}

/** One page of action executions, within Slack's limits for any page AWS can answer. */
export function pageView(page: ListedPage, options: PageOptions): Message {
  const { body, cutNote } = fitBody(page, options.now);
  const { row, tooLong } = options.sharedBy ? sharedButtons(page) : pagingButtons(page);
  const words = [
    placeInWords(page),
    ...(options.notes ?? []),
    ...pageNotes(page),
    ...(cutNote ? [cutNote] : []),
    ...(tooLong ? [TOO_LONG] : []),
  ].join('\n');
  const room = SLACK.rendered - renderedLength(body.flatMap(({ elements }) => elements)) - words.length - BESIDE_WORDS;
  const details = options.sharedBy ? undefined : detailsSelect(page.listing, page.rows, options.now, room);
  const small = context([words, ...(details?.note ? [details.note] : [])].join('\n'));
  return {
    text: escapeMrkdwn(sentence(page, options.sharedBy !== undefined)),
    blocks: [
      headline(page, options.sharedBy),
      ...body,
      small,
      row,
      ...(details?.blocks ?? []),
      ...(options.sharedBy ? [] : failureRow(page)),
    ],
  };
}

const TOO_LONG = 'AWS’s token for the next page does not fit in a Slack button, so this page can’t lead on.';

/** From the most to the least that is shown of a row; the first that fits is taken. */
const DETAILS: { detail: RowDetail; leftOut: string }[] = [
  { detail: { revision: 80, name: 100, provider: true, link: true, start: true }, leftOut: '' },
  {
    detail: { revision: 0, name: 50, provider: true, link: true, start: true },
    leftOut: 'commit messages and the ends of long names',
  },
  {
    detail: { revision: 0, name: 30, provider: false, link: true, start: true },
    leftOut: 'commit messages, providers and the ends of names',
  },
  {
    detail: { revision: 0, name: 20, provider: false, link: true, start: false },
    leftOut: 'commit messages, providers, start times and the ends of names',
  },
  {
    detail: { revision: 0, name: 10, provider: false, link: false, start: false },
    leftOut: 'commit messages, providers, links, start times and most of the names',
  },
];

/** Characters of a page's headline and buttons, and of a note on the rows that its select leaves out. */
const BESIDE_WORDS = 450;

/** Characters of all that is not rows: small print, buttons, and an option of the select for each row. */
const besideRows = (page: ListedPage) => 1000 + 30 * page.rows.length;

function fitBody(page: ListedPage, now: Date): { body: RichTextBlock[]; cutNote: string } {
  let last = { body: [] as RichTextBlock[], cutNote: '' };
  for (const { detail, leftOut } of DETAILS) {
    const blocks = executionBlocks(page, detail, now);
    last = { body: blocks, cutNote: leftOut && `To fit one message, ${leftOut} were left out.` };
    if (renderedLength(blocks.flatMap(({ elements }) => elements)) <= SLACK.rendered - besideRows(page)) break;
  }
  return last;
}

function headline({ listing, region, position }: ListedPage, sharedBy: string | undefined): KnownBlock {
  const name = link(pipelineUrl(region, listing.pipelineName), listing.pipelineName, { bold: true });
  const what = listing.failedOnly ? ', failed action executions' : ', action executions';
  const shared = sharedBy ? [text(', shared by '), user(sharedBy)] : [];
  return richText([line(name, text(`${what}, page ${position.pageNumber}`), ...shared)]);
}

function sentence(page: ListedPage, shared: boolean): string {
  const { listing, position, rows, taken } = page;
  const name = listing.pipelineName;
  if (isEmptyHistory(page)) return `${name} has no action executions ${emptyReason(listing)}.`;
  const count = listing.failedOnly
    ? `${rows.length} failed of ${counted(taken, 'action execution')}`
    : counted(taken, 'action execution');
  const failed = rows.filter(({ status }) => status === 'Failed').length;
  const failures = failed && !listing.failedOnly ? `, ${failed} failed` : '';
  return `${shared ? 'Shared: page' : 'Page'} ${position.pageNumber} of ${name}: ${count}${failures}, newest first.`;
}

/** Nothing at all, and not just nothing behind the token that one started with. */
const isEmptyHistory = ({ position, taken, next }: ListedPage): boolean =>
  taken === 0 && !next && position.token === undefined && position.skip === 0;

const emptyReason = ({ filter }: Listing): string => (filter ? 'that match this filter' : 'yet');

function placeInWords({ listing, position, region, taken }: ListedPage): string {
  const range = taken ? `items ${position.seen + 1}–${position.seen + taken}` : 'no items';
  return [`Page ${position.pageNumber}`, range, 'newest first', ...listingInWords(listing), region].join(' · ');
}

/** What is listed beside the pipeline's name, in words: filter, failed only, limits. */
function listingInWords({ filter, failedOnly, maxItems }: Listing): string[] {
  const words: string[] = [];
  if (filter?.pipelineExecutionId) words.push(`execution ${shortId(filter.pipelineExecutionId)}`);
  if (filter?.latestInPipelineExecution) {
    const { pipelineExecutionId, startTimeRange } = filter.latestInPipelineExecution;
    const which = startTimeRange === 'Latest' ? 'latest attempts' : 'all attempts';
    words.push(`${which} in execution ${shortId(pipelineExecutionId)}`);
  }
  if (failedOnly) words.push('failed only');
  if (maxItems !== undefined) words.push(`at most ${counted(maxItems, 'item')}`);
  return words;
}

function pageNotes(page: ListedPage): string[] {
  const { listing, position, rows, taken, next, limitReached, stuck } = page;
  const notes: string[] = [];
  if (listing.failedOnly) notes.push(`${rows.length} of ${taken} on this page failed.`);
  if (isEmptyHistory(page)) notes.push(`Nothing to show ${emptyReason(listing)}.`);
  else if (stuck) notes.push('AWS gave the same token twice, so there is no way on from here.');
  else if (!next) notes.push('This is the last page.');
  else if (limitReached)
    notes.push(`The limit of ${counted(listing.maxItems ?? 0, 'item')} is reached. Continue shows what follows.`);
  else if (taken === 0) notes.push('This page is empty, but AWS has more: click Next page.');
  else if (taken < listing.pageSize && position.skip === 0) {
    notes.push('This page is shorter than asked for, but AWS has more: click Next page.');
  }
  return notes;
}

function pagingButtons(page: ListedPage): { row: KnownBlock; tooLong: boolean } {
  const { listing, position, next, previous, limitReached } = page;
  const blockId = encodeListing(listing);
  const to = (action: string, target: Position | undefined, label: string, spoken: string, primary = false) => {
    const strings = target && encodePosition(action, blockId, target);
    const style = primary ? { style: 'primary' as const } : {};
    return strings
      ? [button(label, strings, { accessibilityLabel: `${spoken} of ${listing.pipelineName}`, ...style })]
      : [];
  };
  const onward = to(
    NEXT_PAGE,
    next,
    limitReached ? 'Continue' : 'Next page',
    limitReached ? 'Continue the list' : 'Next page',
    true,
  );
  const first = position.pageNumber > 1 || position.token !== undefined || position.skip > 0 ? START : undefined;
  const row = actions(blockId, [
    ...onward,
    ...to(PREVIOUS_PAGE, previous, 'Previous page', 'Previous page'),
    ...to(FIRST_PAGE, first, 'First page', 'First page'),
    ...to(REFRESH_PAGE, position, 'Refresh', 'Refresh this page'),
    ...to(SHARE_PAGE, position, 'Share', 'Share this page'),
    ...to(next ? COPY_ONWARD : COPY_PAGE, next ?? position, 'Copy as AWS CLI', 'AWS CLI commands for this page'),
  ]);
  return { row, tooLong: next !== undefined && onward.length === 0 };
}

function sharedButtons({ listing, position }: ListedPage): { row: KnownBlock; tooLong: boolean } {
  const blockId = encodeListing(listing);
  const open = encodePosition(OPEN_PAGE, blockId, { ...position, previous: [] });
  const spoken = { accessibilityLabel: `Page through ${listing.pipelineName} yourself` };
  const fallback = encodePosition(OPEN_PAGE, blockId, START);
  const strings = open ?? fallback;
  return { row: actions(blockId, strings ? [button('Open for me', strings, spoken)] : []), tooLong: false };
}
