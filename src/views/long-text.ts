import { DIRECTION_MARKS } from '../domain/direction-marks.js';
import { graphemesOf } from './graphemes.js';

/** Keeps line breaks; removes characters that reorder or hide text, or that Slack refuses. */
export function severalLines(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(DIRECTION_MARKS, '')
    .replace(/[^\P{Cc}\n\t]/gu, '\ufffd');
}

/** Pieces of at most `length` UTF-16 units, none lost; cut after a line where one ends late in the piece. */
export function pieces(text: string, length: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > length) {
    const end = breakIn(rest, length);
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return rest ? [...parts, rest] : parts;
}

/** After a line, else between graphemes. */
function breakIn(text: string, length: number): number {
  const lineEnd = text.lastIndexOf('\n', length - 1) + 1;
  if (lineEnd > length * 0.7) return lineEnd;
  const from = Math.max(0, length - LONGEST_GRAPHEME);
  for (const { index, segment } of graphemesOf(text.slice(from, length + LONGEST_GRAPHEME))) {
    if (from + index + segment.length <= length) continue;
    if (index > 0) return from + index;
    break;
  }
  return (text.codePointAt(length - 1) ?? 0) > 0xffff ? length - 1 : length;
}

const LONGEST_GRAPHEME = 200; // combining marks may follow each other without end
