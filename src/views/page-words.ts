import type { RichTextElement } from '@slack/types';
import { fullName, regionCode } from '../domain/account.js';
import { type ActionExecution, newestAttempts } from '../domain/action-execution.js';
import type { Listing } from '../domain/listing.js';
import { revisionId } from '../domain/revision.js';
import { passedOnRetry, type Run } from '../domain/run.js';
import type { ListedPage } from '../use-cases/list-page.js';
import { quoted, reasonOfAction } from './reason-quote.js';
import { bold, text } from './rich-text.js';
import { byHeading, headingOf, listed, namesFor } from './run-words.js';
import { counted, cutAtWord, oneLine, shortId } from './text.js';

/** The headline after the pipeline's name; each number can be counted below it. */
export function pageInWords(page: ListedPage): RichTextElement[] {
  if (isEmptyHistory(page)) return [text(` ${nothingYet(page.listing)}`)];
  const { pageNumber } = page.position;
  const place = pageNumber > 1 ? [text(` · page ${pageNumber}`)] : [];
  const counts = countsInWords(page.runs, page.rows);
  const [first, ...others] = counts;
  return [
    ...place,
    ...(first
      ? [text(' · '), first.includes('failed') ? bold(first) : text(first.replace(/^all/, 'all actions'))]
      : []),
    ...others.map((words) => text(`, ${words}`)),
  ];
}

/** `1 failed`, `2 running`; `all passed` refers to the actions shown, not to whole runs. */
function countsInWords(runs: Run[], rows: ActionExecution[]): string[] {
  const count = (heading: string) => runs.filter((run) => headingOf(run) === heading).length;
  const retried = runs.filter((run) => headingOf(run) === 'passed' && passedOnRetry(run).length > 0).length;
  const counts = [
    [count('failed'), 'failed'],
    [count('running'), 'running'],
    [count('abandoned'), 'abandoned'],
    [retried, 'passed on retry'],
  ] as const;
  const said = counts.flatMap(([number, word]) => (number ? [`${number} ${word}`] : []));
  const place = runs.length > 1 ? placeOfAll(runs) : undefined;
  if (said.length) return place ? [...said.slice(0, 1), `all in ${place}`, ...said.slice(1)] : said;
  // Another page may show the rest of a run.
  const isWhole = runs.every(({ restOn }) => restOn === undefined);
  const newest = isWhole ? newestAttempts(rows) : [];
  return newest.length > 0 && newest.every(({ status }) => status === 'Succeeded') ? ['all passed'] : [];
}

/** The failed action, if it is the same in several failed runs. */
function placeOfAll(runs: Run[]): string | undefined {
  const failed = runs.filter((run) => headingOf(run) === 'failed');
  const nameOf = namesFor(runs);
  const names = new Set(failed.flatMap((run) => byHeading(run).failed.map(({ newest }) => nameOf(newest))));
  return failed.length > 1 && names.size === 1 ? [...names][0] : undefined;
}

const SENTENCE = 140; // characters that a locked phone shows

/** The page in one sentence for notifications and screen readers. */
export function pageSentence(page: ListedPage, isShared: boolean): string {
  const { listing, position, rows, runs, taken } = page;
  const name = fullName({ ...listing, region: page.region });
  if (isEmptyHistory(page)) return `${name} ${nothingYet(listing)}.`;
  const number = position.pageNumber > 1 ? `, page ${position.pageNumber}` : '';
  const where = `${isShared ? 'Shared: ' : ''}${name}${number}: `;
  const failed = runs.find((run) => headingOf(run) === 'failed');
  const counts = countsInWords(runs, rows).join(', ');
  const what = failed ? failureInWords(failed, runs) : `${counted(taken, 'action')}${counts && `, ${counts}`}`;
  return `${cutAtWord(where + what, SENTENCE - 1).replace(/[.…]$/, '')}${(where + what).length < SENTENCE ? '.' : '…'}`;
}

/** `Approve failed in 986bfdee, rejected by priya.raman`. */
function failureInWords(run: Run, runs: Run[]): string {
  const { failed } = byHeading(run);
  const nameOf = namesFor(runs);
  const [first] = failed;
  const id = revisionId(run.revisions[0]?.id ?? '') || `run ${shortId(run.pipelineExecutionId)}`;
  const reason = first ? quoted(reasonOfAction(first.newest), 80) : [];
  const why = reason.map((element) => ('text' in element ? element.text : '')).join('');
  const others = runs.filter((other) => other !== run && headingOf(other) === 'failed').length;
  return [
    `${oneLine(listed(failed.map(({ newest }) => nameOf(newest))))} failed in ${id}`,
    ...(why ? [why.replace(/^Rejected by/, 'rejected by')] : []),
    ...(others ? [`${others} more failed`] : []),
  ].join(', ');
}

/** True only from the first page on, not after a starting token. */
const isEmptyHistory = ({ position, taken, next }: ListedPage): boolean =>
  taken === 0 && !next && position.token === undefined && position.skip === 0;

const nothingYet = ({ filter }: Listing): string => `has no actions ${filter ? 'that match this filter' : 'yet'}`;

/** `Actions 11–20, newest first · eu-west-1`, with a second line for anything unusual. */
export function smallPrint(page: ListedPage, notes: string[]): string {
  const { listing, position, region, taken, rows } = page;
  const range = taken === 1 ? `ction ${position.seen + 1}` : `ctions ${position.seen + 1}–${position.seen + taken}`;
  const some = listing.failedOnly ? `${rows.length} failed of a${range}` : `A${range}`;
  const first = [
    ...(taken ? [`${some}, newest first`] : []),
    ...listingInWords(listing),
    regionCode(region),
    ...(page.next || page.stuck || position.pageNumber === 1 ? [] : ['last page']),
  ];
  return [first.join(' · '), ...notes, ...unusual(page)].join('\n');
}

/** Filters and limits. */
function listingInWords({ filter, maxItems }: Listing): string[] {
  const words: string[] = [];
  if (filter?.pipelineExecutionId) words.push(`only run ${shortId(filter.pipelineExecutionId)}`);
  if (filter?.latestInPipelineExecution) {
    const { pipelineExecutionId, startTimeRange } = filter.latestInPipelineExecution;
    const which = startTimeRange === 'Latest' ? 'newest attempts' : 'all attempts';
    words.push(`${which} of run ${shortId(pipelineExecutionId)}`);
  }
  if (maxItems !== undefined) words.push(`at most ${counted(maxItems, 'action')}`);
  return words;
}

function unusual(page: ListedPage): string[] {
  const { listing, position, taken, next, limitReached, stuck } = page;
  if (stuck) return ['AWS leads back to this page, so there is no way on from here.'];
  if (!next || isEmptyHistory(page)) return taken || isEmptyHistory(page) ? [] : ['This page is empty.'];
  if (limitReached)
    return [`These are the ${counted(listing.maxItems ?? 0, 'action')} you asked for: Continue shows more.`];
  if (taken === 0) return ['This page is empty, but AWS has more: click Next page.'];
  const isShort = taken < listing.pageSize && position.skip === 0;
  return isShort ? ['This page is short, but AWS has more: click Next page.'] : [];
}
