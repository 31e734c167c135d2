import { millisecondsToSeconds, minutesToHours, secondsToMinutes } from 'date-fns';
import { DIRECTION_MARKS } from '../domain/direction-marks.js';
import { graphemesOf } from './graphemes.js';

/** At most `length` UTF-16 units, cut between graphemes with an ellipsis. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${firstGraphemes(text, length - 1).trimEnd()}…`;
}

/** As `cut`, but after a word where one ends near enough. */
export function cutAtWord(text: string, length: number): string {
  const shown = cut(text, length);
  if (shown === text) return text;
  const words = /^([\s\S]*\S)\s+\S*…$/.exec(shown)?.[1] ?? '';
  return words.length > length * 0.6 ? `${words}…` : shown;
}

/** One line without control or direction-changing characters, which could rearrange the text around it. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(DIRECTION_MARKS, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

export const inUrl = (part: string): string => encodeURIComponent(part.toWellFormed());

/** For top-level `text` and mrkdwn, where every control sequence begins with `<`. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The two largest units of milliseconds: `2m 14s`, `1h 5m`, `3d 2h`. */
export function durationInWords(milliseconds: number): string {
  const seconds = millisecondsToSeconds(milliseconds);
  const minutes = secondsToMinutes(seconds);
  const hours = minutesToHours(minutes);
  const parts = [
    [Math.floor(hours / 24), 'd'],
    [hours % 24, 'h'],
    [minutes % 60, 'm'],
    [seconds % 60, 's'],
  ] as const;
  const first = parts.findIndex(([amount]) => amount > 0);
  if (first < 0) return milliseconds > 0 ? '<1s' : '0s';
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount}${unit}`)
    .join(' ');
}

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** People name executions and commits by their first 8 characters. */
export const shortId = (id: string): string => firstGraphemes(oneLine(id), 8);

/** Graphemes that fit in `length` UTF-16 units. */
function firstGraphemes(text: string, length: number): string {
  if (text.length <= length) return text;
  let kept = '';
  // Looks at little more than `length`, since text may be huge.
  for (const { segment } of graphemesOf(text.slice(0, length + 64))) {
    if (kept.length + segment.length > length) break;
    kept += segment;
  }
  return kept;
}

/** An https URL without user and password, short enough for Slack; else undefined. */
export function safeUrl(url: string | undefined): string | undefined {
  if (!url || url.length > 3000 || !URL.canParse(url)) return undefined;
  const { protocol, username, password, href } = new URL(url);
  return protocol === 'https:' && !username && !password && href.length <= 3000 ? href : undefined;
}

const QUOTED = 60;

/** Typed text, cut to fit in a sentence. */
export const inQuotes = (given: string): string => `“${cut(oneLine(given), QUOTED)}”`;

export const listed = (words: readonly string[], last = 'and'): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
