import type { RichTextBlock, RichTextElement } from '@slack/types';
import type { FailedAction, Failure, FailureLog } from '../../domain/failure.js';
import type { Reason } from '../../domain/reason.js';
import { placeInWords, reasonElements } from '../cause.js';
import { bold, line, text } from '../rich-text.js';
import { cut, cutAtWord, oneLine } from '../text.js';
import { isShort } from './headline.js';

/** Actions quoted one by one; the others are named. */
const QUOTED = 5;
const NAMED = 20;
/** Rows and characters of the evidence, so that a phone shows the whole message. */
const ROWS = 3;
const ROW = 38;
const EVIDENCE = 300;

type Elements = RichTextBlock['elements'];

/** What stands under the headline: of one action what is known beyond its reason, of several a quote each. */
export function quotes({ actions, log }: Failure, { hideLog }: { hideLog: boolean }): Elements {
  const [first, ...others] = actions;
  if (!first) return [];
  const shown = hideLog ? undefined : log;
  if (others.length === 0) return quote(evidenceOf(first, shown, ROWS).map((words) => [text(words)]));
  const rest = actions.slice(QUOTED);
  return [
    ...actions.slice(0, QUOTED).flatMap((action) => quoteOf(action, shown)),
    ...(rest.length ? [line(text(`Also failed: ${namesOf(rest)}`))] : []),
  ];
}

/** `Unit: npm test exited with 1`, and a line of what it printed. */
function quoteOf(action: FailedAction, log: FailureLog | undefined): Elements {
  const reason = reasonElements(action.reason);
  const heading = [bold(placeInWords(action)), ...(reason.length ? [text(': '), ...reason] : [])];
  const evidence = evidenceOf(action, log, 2).slice(0, 1);
  return quote([heading, ...evidence.map((words) => [text(words)])]);
}

const quote = (lines: RichTextElement[][]): Elements =>
  lines.length
    ? [{ type: 'rich_text_quote', elements: lines.flatMap((parts, index) => (index ? [text('\n'), ...parts] : parts)) }]
    : [];

/** What its own words tell beyond the reason, else what its log says. */
function evidenceOf(action: FailedAction, log: FailureLog | undefined, rows: number): string[] {
  const own = restOf(action.reason);
  if (own) return thatFit([oneLine(own)], rows);
  const isIts = log?.of.stageName === action.stageName && log.of.actionName === action.actionName;
  return isIts ? thatFit(log.evidence.map(oneLine), rows) : [];
}

/** What a reason holds that its few words leave out. */
function restOf(reason: Reason): string {
  switch (reason.kind) {
    case 'permission':
      return reason.resource ? `on ${reason.resource}` : '';
    case 'rejected':
    case 'condition':
      return reason.words ?? '';
    case 'resources':
      return reason.why ?? '';
    case 'words':
      return isShort(reason) ? '' : reason.words;
    default:
      return '';
  }
}

/** As many of the lines as a few rows of a phone hold, the last of them cut at a word. */
function thatFit(lines: string[], rows: number): string[] {
  const fitting: string[] = [];
  let left = rows;
  let characters = EVIDENCE;
  for (const given of lines.filter(Boolean)) {
    if (left <= 0 || characters < 20) break;
    const shown = cutAtWord(given, Math.min(left * ROW, characters));
    fitting.push(shown);
    left -= Math.ceil(shown.length / ROW);
    characters -= shown.length + 1;
  }
  return fitting;
}

function namesOf(others: FailedAction[]): string {
  const names = others.slice(0, NAMED).map((action) => cut(placeInWords(action), 24));
  const rest = others.length - names.length;
  return `${names.join(', ')}${rest ? ` and ${rest} more` : ''}`;
}
