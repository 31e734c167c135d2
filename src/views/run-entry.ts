import type { RichTextBlock, RichTextElement } from '@slack/types';
import { durationOf } from '../domain/action-execution.js';
import { passedOnRetry, type Run, type RunAction } from '../domain/run.js';
import { externalUrl } from './external-url.js';
import { quoted, reasonOfAction } from './reason-quote.js';
import { bold, line, link, quote, text } from './rich-text.js';
import { headingElements, runHeading, separated } from './run-heading.js';
import { byHeading, type Entries, headingOf, nameIn } from './run-words.js';
import { durationInWords } from './text.js';

type Element = RichTextBlock['elements'][number];

export interface Entry {
  elements: Element[];
  why: string; // the reasons, to compare with the next run's; may be empty
}

export const REASON = 160;
const QUOTES = 3;

/**
 * One run: failures with reasons or the passed run, then its other actions and where the rest is.
 * @param above The last quote; a repeated reason becomes "same reason".
 */
export function runEntry(run: Run, page: Entries, above: string): Entry {
  const failed = headingOf(run) === 'failed' ? byHeading(run).failed : page.failedOnly ? passedOnRetry(run) : [];
  const { quotes, why } = reasons(failed.slice(0, QUOTES), page);
  const isSame = why !== '' && why === above;
  const first = separated([runHeading(run, page), isSame ? [text('same reason', { italic: true })] : []]);
  const below = otherLines(run, page);
  if (isSame || !quotes.length) return { elements: [inLines([first, ...below])], why: why || above };
  return { elements: [line(...first), ...quotes, ...(below.length ? [inLines(below)] : [])], why };
}

const inLines = (lines: RichTextElement[][]) =>
  line(...lines.flatMap((part, index) => (index ? [text('\n'), ...part] : part)));

/** A quote for each failed action, with its name if there are several. */
function reasons(failed: RunAction[], page: Entries): { quotes: Element[]; why: string } {
  const { reason: length } = page.detail;
  const said = failed
    .flatMap(({ failures: [last] }) => last ?? [])
    .map((row) => ({ action: nameIn(page, row), words: length ? quoted(reasonOfAction(row), length) : [] }))
    .filter(({ words }) => words.length > 0);
  const quotes = said.flatMap(({ action, words }): Element[] =>
    quote(...(failed.length > 1 ? [bold(`${action}: `)] : []), ...words),
  );
  return { quotes, why: said.length ? JSON.stringify(said) : '' };
}

/** Actions that the heading leaves out, and where the rest is. */
function otherLines(run: Run, page: Entries): RichTextElement[][] {
  const actions = byHeading(run);
  const heading = headingOf(run);
  const kinds = page.failedOnly ? [] : (['running', 'abandoned', 'unknown'] as const);
  const beside = kinds.filter((kind) => kind !== heading && actions[kind].length > 0);
  const passed = page.failedOnly ? [] : passedLine(actions.passed, page);
  const lines = [...beside.map((kind) => headingElements(actions[kind], kind, page)), passed];
  const last = lines.pop() ?? [];
  const rest = run.restOn !== undefined && page.detail.place ? restLine(run.restOn) : [];
  return [...lines, separated([last, rest])].filter((part) => part.length > 0);
}

const restLine = (page: number) => [text(`the rest is on page ${page}`, { italic: true })];

function passedLine(passed: RunAction[], page: Entries): RichTextElement[] {
  if (!passed.length) return [];
  if (!page.detail.passed) return [text(`✓ ${passed.length} passed`)];
  const parts = passed.map(({ newest }) => {
    const duration = page.detail.durations ? durationOf(newest, page.now) : undefined;
    return [
      link(externalUrl(newest), nameIn(page, newest)),
      text(duration === undefined ? '' : ` ${durationInWords(duration)}`),
    ];
  });
  return [text('✓ '), ...separated(parts)];
}
