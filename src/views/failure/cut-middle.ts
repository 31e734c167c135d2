import { graphemesOf } from '../graphemes.js';
import { severalLines } from '../long-text.js';
import { cut } from '../text.js';

const MOST_LINES = 12;

/**
 * Text of at most `length` UTF-16 units and 12 lines whose middle is left out: an error says what it is about at its
 * beginning and what it came to at its end.
 */
export function cutMiddle(text: string, length: number): { text: string; isCut: boolean } {
  const whole = severalLines(text)
    .replace(/\n\s*\n/g, '\n')
    .trim();
  const few = fewLines(whole);
  if (few.length <= length) return { text: few, isCut: few !== whole };
  const tail = Math.floor(length / 3);
  return { text: `${cut(few, length - tail)} ${lastOf(few, tail - 1)}`, isCut: true };
}

function fewLines(text: string): string {
  const lines = text.split('\n');
  if (lines.length <= MOST_LINES) return text;
  return [...lines.slice(0, MOST_LINES - 4), '…', ...lines.slice(-3)].join('\n');
}

/** The last graphemes that fit. */
function lastOf(text: string, length: number): string {
  const margin = 64;
  const end = text.slice(-(length + margin));
  for (const { index } of graphemesOf(end)) {
    if (index >= end.length - length && index > 0) return end.slice(index);
  }
  return '';
}
