import type { RichTextBlock } from '@slack/types';
import type { Run } from '../domain/run.js';
import type { ListedPage } from '../use-cases/list-page.js';
import { line, renderedLength, richText, text } from './rich-text.js';
import { type Entry, REASON, runEntry } from './run-entry.js';
import { type Detail, type Entries, headingOf, namesFor } from './run-words.js';

const WHOLE: Detail = { durations: true, commit: 80, reason: REASON, name: 60, passed: true, place: true };

/** From most to least detail, each with what it cuts; the first that fits is used. */
const DETAILS: [detail: Detail, isCut: string][] = [
  [WHOLE, ''],
  [{ ...WHOLE, durations: false }, 'durations'],
  [{ ...WHOLE, durations: false, commit: 30 }, 'durations and commit messages'],
  [{ ...WHOLE, durations: false, commit: 30, reason: 80 }, 'durations, commit messages and reasons'],
  [
    { durations: false, commit: 20, reason: 50, name: 30, passed: false, place: true },
    'passed actions, commit messages and reasons',
  ],
  [
    { durations: false, commit: 0, reason: 40, name: 16, passed: false, place: true },
    'passed actions, commit messages and reasons',
  ],
  [
    { durations: false, commit: 0, reason: 0, name: 16, passed: false, place: false },
    'times, passed actions, commit messages and reasons',
  ],
];

/** Rendered characters of a block: few blocks make few gaps, and each stays within Slack's limit. */
const BLOCK = 2500;

/** Draws the runs in as much detail as `room` rendered characters hold; `isCut` names what was left out. */
export function fitRuns(page: ListedPage, now: Date, room: number): { blocks: RichTextBlock[]; isCut: string } {
  const { listing, region, runs } = page;
  const common = { pipelineName: listing.pipelineName, region, now, failedOnly: listing.failedOnly };
  const nameOf = namesFor(runs);
  let entries: Entry['elements'][] = [];
  let isCut = '';
  for (const [detail, cuts] of DETAILS) {
    entries = draw(runs, { ...common, nameOf, detail });
    isCut = cuts;
    if (renderedLength(entries.flat()) <= room) break;
  }
  return { blocks: inBlocks(entries), isCut };
}

function draw(runs: Run[], page: Entries): Entry['elements'][] {
  const newestFailure = runs.find((run) => headingOf(run) === 'failed');
  let above = '';
  return runs.map((run) => {
    const detail = run === newestFailure ? { ...page.detail, reason: REASON } : page.detail;
    const entry = runEntry(run, { ...page, detail }, above);
    above = entry.why;
    return entry.elements;
  });
}

/** An empty line between runs, also across blocks. */
function inBlocks(entries: Entry['elements'][]): RichTextBlock[] {
  const blocks: RichTextBlock[] = [];
  let length = 0;
  for (const [index, entry] of entries.entries()) {
    const apart = index ? [apartFrom(entry)].flat() : entry;
    const block = blocks.at(-1);
    const added = renderedLength(apart);
    if (block && length + added <= BLOCK) block.elements.push(...apart);
    else {
      blocks.push(richText([...apart]));
      length = 0;
    }
    length += added;
  }
  return blocks;
}

function apartFrom([first, ...others]: Entry['elements']): Entry['elements'] {
  if (first?.type !== 'rich_text_section') return first ? [first, ...others] : [];
  return [line(text('\n'), ...first.elements), ...others];
}
