import { DIRECTION_MARKS } from '../../domain/direction-marks.js';
import type { FailureLog } from '../../domain/failure.js';
import { MASK, maskText } from '../../masking/mask-secrets.js';

const LINES = 15;
/** A minified file on one line is a log line as well; what is cut could never be shown. */
const LINE_LENGTH = 1000;

const ESC = '\\u001b';
/** Colours and cursor moves (CSI), titles and links (OSC), other strings to a terminal, two-character sequences. */
const TERMINAL = new RegExp(
  [
    `(?:${ESC}\\[|\\u009b)[0-?]*[ -/]*[@-~]?`,
    `${ESC}\\][^\\u0007${ESC}\\n]*(?:\\u0007|${ESC}\\\\)?`,
    `${ESC}[PX^_][^${ESC}\\n]*(?:${ESC}\\\\)?`,
    `${ESC}[ -/]*[0-~]?`,
  ].join('|'),
  'g',
);
/** CodeBuild's frame around what the build itself prints; the reason of the failure says it already. */
const PHASE_MARK = /^\[Container\] \S+ \S+ (Entering phase|Phase complete:|Phase context status code:) /;

/**
 * The last 15 lines of what was printed, as a terminal would have left them, with secrets masked. Marks of CodeBuild's
 * phases are passed over, unless there is nothing else.
 * @param events Oldest first; more than 15 lines help, since a secret may begin above what is shown.
 */
export function cleanLog(events: string[]): Omit<FailureLog, 'of'> {
  const all = events.flatMap((event) => event.replace(/\r?\n$/, '').split(/\r?\n/)).map(cleanLine);
  const own = all.filter((line) => !PHASE_MARK.test(`${line} `));
  const printed = own.some((line) => line !== '') ? own : all;
  const last = printed.findLastIndex((line) => line !== '');
  const lines = maskText(printed.slice(0, last + 1).join('\n'))
    .text.split('\n')
    .slice(-LINES)
    .map((line) => line.slice(0, LINE_LENGTH));
  return { lines, masked: lines.join('\n').split(MASK).length - 1 };
}

/** A carriage return begins the line anew, as progress bars do. */
function cleanLine(line: string): string {
  const whole = line.replace(TERMINAL, '').replace(/\r+$/, '');
  return whole
    .slice(whole.lastIndexOf('\r') + 1)
    .replaceAll('\t', '  ')
    .replace(/\p{Cc}/gu, '')
    .replace(DIRECTION_MARKS, '')
    .trimEnd();
}
