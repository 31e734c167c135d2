import type { RichTextElement } from '@slack/types';
import { durationOf } from '../domain/action-execution.js';
import { type Revision, revisionId } from '../domain/revision.js';
import { passedOnRetry, type Run, type RunAction } from '../domain/run.js';
import { maskText } from '../masking/mask-secrets.js';
import { executionUrl } from './console-links.js';
import { externalUrl } from './external-url.js';
import { remembered } from './remembered.js';
import { bold, link, text, time } from './rich-text.js';
import { byHeading, type Entries, type Heading, headingOf, listed, nameIn, times } from './run-words.js';
import { cutAtWord, durationInWords, oneLine, shortId } from './text.js';

/** A run's first line: what failed or runs, when, and the commit. */
export function runHeading(run: Run, page: Entries): RichTextElement[] {
  const heading = headingOf(run);
  const actions = byHeading(run)[heading];
  const words = heading === 'passed' ? retried(run, page) : headingElements(actions, heading, page);
  const at = heading === 'failed' ? firstEnd(actions) : run.startTime;
  const when = page.detail.place && at ? [time(at)] : [];
  return separated([
    words,
    when,
    what(run, page, words.length + when.length === 0),
    page.detail.place ? begins(run) : [],
  ]);
}

export const separated = (parts: RichTextElement[][]): RichTextElement[] =>
  parts.filter((part) => part.length > 0).flatMap((part, index) => (index ? [text(' · '), ...part] : part));

function firstEnd(failed: RunAction[]): Date | undefined {
  const ends = failed.flatMap(({ newest }) => newest.lastUpdateTime?.getTime() ?? []);
  return ends.length ? new Date(Math.min(...ends)) : undefined;
}

/** `❌ Unit failed twice`, `⏳ Approve has been waiting for 12m`. */
export function headingElements(actions: RunAction[], heading: Heading, page: Entries): RichTextElement[] {
  const names = listed(actions.map(({ newest }) => nameIn(page, newest)));
  const [first, ...others] = actions;
  switch (heading) {
    case 'failed':
      return [
        text('❌ '),
        link(first && !others.length ? externalUrl(first.newest) : undefined, names, { bold: true }),
        bold(` failed${first && !others.length ? times(first.failures.length) : ''}`),
      ];
    case 'running':
      return [text('⏳ '), bold(names), text(goingOn(actions, page))];
    case 'abandoned':
      return [text('🚫 '), bold(`${names} ${others.length ? 'were' : 'was'} abandoned`)];
    default:
      return [text('❔ '), bold(`${names}: ${cutAtWord(oneLine(first?.newest.status ?? ''), 40) || 'no status'}`)];
  }
}

function goingOn(actions: RunAction[], { now, detail }: Entries): string {
  const isOne = actions.length === 1;
  const verb = actions.every(({ newest }) => newest.input?.actionTypeId?.category === 'Approval')
    ? 'waiting'
    : 'running';
  const longest = Math.max(...actions.map(({ newest }) => durationOf(newest, now) ?? 0));
  if (!longest || !detail.durations) return ` ${isOne ? 'is' : 'are'} ${verb}`;
  return ` ${isOne ? 'has' : 'have'} been ${verb} for ${durationInWords(longest)}`;
}

/** `Unit failed twice, then passed`. */
function retried(run: Run, page: Entries): RichTextElement[] {
  const said = passedOnRetry(run).map(
    ({ newest, failures }) => `${nameIn(page, newest)} failed${times(failures.length)}, then passed`,
  );
  return said.length ? [text(listed(said))] : [];
}

/** The commit, linked to the run; the run's id where its source is not on the page. */
function what(run: Run, page: Entries, isFirst: boolean): RichTextElement[] {
  const url = executionUrl(page.region, page.pipelineName, run.pipelineExecutionId);
  const { commit } = page.detail;
  const shown = run.revisions.slice(0, commit ? 2 : 1);
  if (!shown.length) {
    return [link(url, `${isFirst ? 'Run' : 'run'} ${shortId(run.pipelineExecutionId) || 'without an id'}`)];
  }
  const more = run.revisions.length - shown.length;
  const elements = shown.map((one) => revisionElements(one, url, commit, run.revisions.length > 1));
  return [...separated(elements), text(more > 0 ? ` and ${more} more` : '')];
}

const SHORTEST = 12; // shortest text in place of an id

function revisionElements(
  revision: Revision,
  url: string | undefined,
  length: number,
  isOneOfSeveral: boolean,
): RichTextElement[] {
  const id = revisionId(revision.id);
  const words = cutAtWord(firstLineOf(revision), length || (id ? 0 : SHORTEST));
  const of = isOneOfSeveral && length ? `${cutAtWord(oneLine(revision.name), 30)} ` : '';
  return id ? [text(of), link(url, id), text(words && ` ${words}`)] : [text(of), link(url, words || 'its source')];
}

export const firstLineOf = remembered(({ summary = '' }: Revision): string =>
  oneLine(maskText(summary.slice(0, 4096)).text.trim().split('\n')[0] ?? ''),
);

function begins({ beginsOn }: Run): RichTextElement[] {
  if (beginsOn === undefined) return [];
  return [text(`its first actions are on ${beginsOn === 'later' ? 'a later page' : `page ${beginsOn}`}`)];
}
