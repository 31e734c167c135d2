import type { RichTextBlock, RichTextElement, RichTextSection } from '@slack/types';
import { differenceInHours, min } from 'date-fns';
import {
  type ActionExecution,
  durationOf,
  type ExecutionGroup,
  groupByExecution,
  revisionOf,
  statusOfActions,
} from '../domain/action-execution.js';
import { maskText } from '../masking/mask-secrets.js';
import type { ListedPage } from '../use-cases/list-page.js';
import { executionUrl } from './console-links.js';
import { code, line, link, richText, text, time } from './rich-text.js';
import { statusSymbol, statusWord } from './status.js';
import { cut, durationInWords, oneLine, safeUrl, shortId } from './text.js';

/** How much of a row is shown: characters of a name or commit message, and which parts. */
export interface RowDetail {
  revision: number;
  name: number;
  provider: boolean;
  link: boolean;
  start: boolean;
}

/** Executions in one block: small enough for any block, few enough for 50 blocks at 100 executions. */
const GROUPS_PER_BLOCK = 4;

/** The rows of a page, grouped by execution: a heading, then its actions as a list. */
export function executionBlocks(page: ListedPage, detail: RowDetail, now: Date): RichTextBlock[] {
  const groups = groupByExecution(page.rows);
  const blocks: RichTextBlock[] = [];
  for (let at = 0; at < groups.length; at += GROUPS_PER_BLOCK) {
    const elements = groups
      .slice(at, at + GROUPS_PER_BLOCK)
      .flatMap((group) => groupElements(page, group, detail, now));
    blocks.push(richText(elements));
  }
  return blocks;
}

function groupElements(
  page: ListedPage,
  group: ExecutionGroup,
  detail: RowDetail,
  now: Date,
): RichTextBlock['elements'] {
  // `--failed` leaves rows out, but what the execution has come to is told by all of them.
  const known = page.all.filter((action) => (action.pipelineExecutionId ?? '') === group.pipelineExecutionId);
  const start = earliestStart(known);
  const rows = group.actions.map((action) => row(action, detail, start, now));
  return [
    heading(page, { ...group, actions: known }, detail),
    { type: 'rich_text_list', style: 'bullet', elements: rows },
  ];
}

/** Short id (linked), status, start, and the commit where its Source row is on the page. */
function heading(
  page: ListedPage,
  { pipelineExecutionId, actions }: ExecutionGroup,
  detail: RowDetail,
): RichTextSection {
  const url = executionUrl(page.region, page.listing.pipelineName, pipelineExecutionId);
  const start = earliestStart(actions);
  const revision = detail.revision > 0 ? revisionOf(actions) : undefined;
  const [symbol, words] = statusOnPage(page, pipelineExecutionId, actions);
  return line(
    text(`${symbol} `),
    link(url, shortId(pipelineExecutionId) || 'No id', { bold: true }),
    text(` ${words}`, { bold: true }),
    ...(start ? [text(' · '), time(start)] : []),
    ...(revision ? revisionElements(revision, detail.revision) : []),
  );
}

/** An execution's status as far as this page can know it: its other actions may be on the page before or behind. */
function statusOnPage({ position, all, next }: ListedPage, id: string, actions: ActionExecution[]): [string, string] {
  if (position.after !== undefined && id.startsWith(position.after)) return ['↳', 'continued'];
  const status = statusOfActions(actions);
  const goesOn = next !== undefined && status === 'Succeeded' && (all.at(-1)?.pipelineExecutionId ?? '') === id;
  return [statusSymbol(status), goesOn ? 'Succeeded so far' : statusWord(status)];
}

function revisionElements({ id, summary }: { id?: string; summary?: string }, length: number): RichTextElement[] {
  const firstLine = maskText(oneLine(summary?.split('\n')[0] ?? '')).text;
  return [
    text(' · '),
    ...(id ? [code(shortId(id))] : []),
    ...(firstLine ? [text(`${id ? ' ' : ''}${cut(firstLine, length)}`)] : []),
  ];
}

function earliestStart(actions: ActionExecution[]): Date | undefined {
  const starts = actions.flatMap(({ startTime }) => startTime ?? []);
  return starts.length ? min(starts) : undefined;
}

/** `✅ Succeeded  Build › Compile · CodeBuild · 14:02 · 2m 14s`; the provider links to the external run. */
function row(action: ActionExecution, detail: RowDetail, groupStart: Date | undefined, now: Date): RichTextSection {
  const { status, stageName = 'no stage', actionName = 'no action', startTime } = action;
  const where = `${cut(oneLine(stageName), detail.name)} › ${cut(oneLine(actionName), detail.name)}`;
  const url = detail.link ? linkable(action.output?.executionResult?.externalExecutionUrl) : undefined;
  const provider = cut(oneLine(action.input?.actionTypeId?.provider ?? ''), 35);
  const words = detail.provider ? provider || (url ? 'Open' : '') : url && 'Open';
  const duration = durationOf(action, now);
  const soFar = status === 'InProgress' ? ' so far' : '';
  return line(
    text(`${statusSymbol(status)} ${statusWord(status)} `),
    text(where, { bold: true }),
    ...(words ? [text(' · '), link(url, words)] : []),
    ...(detail.start && startTime ? [text(' · '), time(startTime, timeFormat(startTime, groupStart))] : []),
    text(duration === undefined ? '' : ` · ${durationInWords(duration)}${soFar}`),
  );
}

/** The hour is enough beside a heading that has the day, unless the action began much later. */
function timeFormat(start: Date, groupStart = start): string {
  return differenceInHours(start, groupStart) >= 12 ? '{date_short_pretty} {time}' : '{time}';
}

/** The external run's address; one that carries a secret, such as a signed URL, is not passed on. */
function linkable(url: string | undefined): string | undefined {
  const safe = safeUrl(url);
  return safe && maskText(safe).masked === 0 ? safe : undefined;
}
