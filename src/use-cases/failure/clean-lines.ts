import { DIRECTION_MARKS } from '../../domain/direction-marks.js';

const ESC = '\\u001b';
/** Colours and cursor moves (CSI), titles and links (OSC), other strings, two-character sequences. */
const TERMINAL = new RegExp(
  [
    `(?:${ESC}\\[|\\u009b)[0-?]*[ -/]*[@-~]?`,
    `${ESC}\\][^\\u0007${ESC}\\n]*(?:\\u0007|${ESC}\\\\)?`,
    `${ESC}[PX^_][^${ESC}\\n]*(?:${ESC}\\\\)?`,
    `${ESC}[ -/]*[0-~]?`,
  ].join('|'),
  'g',
);

/** Lines as a terminal would have left them. @param events Each may hold several lines. */
export const cleanLines = (events: string[]): string[] =>
  events.flatMap((event) => event.replace(/\r?\n$/, '').split(/\r?\n/)).map(cleanLine);

/** A carriage return restarts the line, as progress bars do. */
function cleanLine(line: string): string {
  const whole = line.replace(TERMINAL, '').replace(/\r+$/, '');
  return whole
    .slice(whole.lastIndexOf('\r') + 1)
    .replaceAll('\t', '  ')
    .replace(/\p{Cc}/gu, '')
    .replace(DIRECTION_MARKS, '')
    .trimEnd();
}
