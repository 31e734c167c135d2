import type { RichTextBlock, RichTextElement } from '@slack/types';
import type { FailedAction, Failure, FailureLog } from '../../domain/failure.js';
import type { Reason } from '../../domain/reason.js';
import { placeInWords, reasonElements } from '../cause.js';
import { bold, line, quote, text } from '../rich-text.js';
import { cut, cutAtWord, oneLine } from '../text.js';
import { isShort } from './headline.js';

const QUOTED = 5;
const NAMED = 20;
const ROWS = 3; // limits of the evidence, so that a phone shows the whole message
const ROW = 38;
const EVIDENCE = 300;

type Elements = RichTextBlock['elements'];

/** For one failed action what its headline leaves out; for several a quote each. */
export function quotes({ actions, log }: Failure, { hideLog }: { hideLog: boolean }): Elements {
  const [first, ...others] = actions;
  if (!first) return [];
  const shown = hideLog ? undefined : log;
  if (others.length === 0) return inLines(evidenceOf(first, shown, ROWS).map((words) => [text(words)]));
  const rest = actions.slice(QUOTED);
  return [
    ...actions.slice(0, QUOTED).flatMap((action) => quoteOf(action, shown)),
    ...(rest.length ? [line(text(`Also failed: ${namesOf(rest)}`))] : []),
  ];
}

/** `Unit: npm test exited with 1`, and a line of its output. */
function quoteOf(action: FailedAction, log: FailureLog | undefined): Elements {
  const reason = reasonElements(action.reason);
  const heading = [bold(placeInWords(action)), ...(reason.length ? [text(': '), ...reason] : [])];
  const evidence = evidenceOf(action, log, 2).slice(0, 1);
  return inLines([heading, ...evidence.map((words) => [text(words)])]);
}

const inLines = (lines: RichTextElement[][]): Elements =>
  quote(...lines.flatMap((parts, index) => (index ? [text('\n'), ...parts] : parts)));

/** From its own message, else from its log. */
function evidenceOf(action: FailedAction, log: FailureLog | undefined, rows: number): string[] {
  const own = restOf(action.reason);
  if (own) return thatFit([oneLine(own)], rows);
  const isIts = log?.of.stageName === action.stageName && log.of.actionName === action.actionName;
  return isIts ? thatFit(log.evidence.map(oneLine), rows) : [];
}

/** The part of a reason that its short form leaves out. */
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

/** As many lines as fit a few rows on a phone; the last is cut at a word. */
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
