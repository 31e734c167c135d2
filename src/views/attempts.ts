import type { KnownBlock, ModalView, RichTextBlock } from '@slack/types';
import { encodeListing, encodePosition } from '../cursor/page-cursor.js';
import { type ActionExecution, durationOf } from '../domain/action-execution.js';
import { type Listing, type Position, START } from '../domain/listing.js';
import type { ListedPage } from '../use-cases/list-page.js';
import { externalUrl } from './external-url.js';
import { actions, button, context } from './message.js';
import { modal, type Subject } from './modal.js';
import { quoted, reasonOfAction } from './reason-quote.js';
import { line, link, richText, text, time } from './rich-text.js';
import { runChoices } from './run-choices.js';
import { type NameAction, namesFor } from './run-words.js';
import { statusSymbol, statusWord } from './status.js';
import { cutAtWord, durationInWords, oneLine, shortId } from './text.js';

export const NEXT_ATTEMPTS = 'next-attempts';
export const PREVIOUS_ATTEMPTS = 'previous-attempts';
export const FIRST_ATTEMPTS = 'first-attempts';

export const attemptsTitle = ({ filter }: Listing): string =>
  `${filter?.latestInPipelineExecution?.startTimeRange === 'Latest' ? 'Latest' : 'All'} attempts`;

export function attemptsView(subject: Subject, page: ListedPage, now: Date): ModalView {
  const { listing, rows, runs } = page;
  const nameOf = namesFor(runs);
  const choices = runChoices({ listing: subject.listing, runs, rows, nameOf, now, actionsOnly: true });
  return modal(attemptsTitle(listing), subject, [
    ...(rows.length ? [richText(rows.map((row) => attemptLine(row, nameOf, now)))] : []),
    context(`${listing.pipelineName} · ${page.region} · ${pageInWords(page)}`),
    ...choices.blocks,
    ...pagingRow(page),
  ]);
}

/** `❌ Failed Unit · Today 12:52 PM · 3m 20s · npm test exited with 1`. */
function attemptLine(row: ActionExecution, nameOf: NameAction, now: Date): RichTextBlock['elements'][number] {
  const duration = durationOf(row, now);
  const reason = row.status === 'Failed' ? quoted(reasonOfAction(row), 80) : [];
  return line(
    text(`${statusSymbol(row.status)} ${cutAtWord(oneLine(statusWord(row.status)), 40)} `),
    link(externalUrl(row), nameOf(row), { bold: true }),
    ...(row.startTime ? [text(' · '), time(row.startTime)] : []),
    text(duration === undefined ? '' : ` · ${durationInWords(duration)}`),
    ...(reason.length ? [text(' · '), ...reason] : []),
  );
}

function pageInWords({ listing, position, taken, next, stuck }: ListedPage): string {
  const id = shortId(listing.filter?.latestInPipelineExecution?.pipelineExecutionId ?? '');
  if (taken === 0 && !next) return `run ${id} has no attempts`;
  const range = taken ? `attempts ${position.seen + 1}–${position.seen + taken}` : 'none on this page';
  const end = stuck ? 'AWS leads back to this page' : next ? '' : 'last page';
  return [`run ${id}`, range, 'newest first', end].filter(Boolean).join(' · ');
}

function pagingRow({ listing, position, next, previous }: ListedPage): KnownBlock[] {
  const blockId = encodeListing(listing);
  const to = (action: string, target: Position | undefined, label: string) => {
    const strings = target && encodePosition(action, blockId, target);
    return strings ? [button(label, strings, { accessibilityLabel: `${label} of the attempts` })] : [];
  };
  const buttons = [
    ...to(NEXT_ATTEMPTS, next, 'Next page'),
    ...to(PREVIOUS_ATTEMPTS, previous, 'Previous'),
    ...to(FIRST_ATTEMPTS, position.pageNumber > 1 ? START : undefined, 'First page'),
  ];
  return buttons.length ? [actions(blockId, buttons)] : [];
}

export function retryRow(listing: Listing, position: Position): KnownBlock[] {
  const blockId = encodeListing(listing);
  const strings = encodePosition(FIRST_ATTEMPTS, blockId, position);
  return strings ? [actions(blockId, [button('Try again', strings, { style: 'primary' })])] : [];
}
