import { millisecondsToSeconds, minutesToHours, secondsToMinutes } from 'date-fns';
import { DIRECTION_MARKS } from '../domain/direction-marks.js';
import { graphemesOf } from './graphemes.js';

/** Text of at most `length` UTF-16 units, cut between graphemes; what was cut shows as an ellipsis. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${firstGraphemes(text, length - 1).trimEnd()}…`;
}

/** Text of at most `length` UTF-16 units, cut behind a word where one ends near enough. */
export function cutAtWord(text: string, length: number): string {
  const shown = cut(text, length);
  if (shown === text) return text;
  const words = /^([\s\S]*\S)\s+\S*…$/.exec(shown)?.[1] ?? '';
  return words.length > length * 0.6 ? `${words}…` : shown;
}

/** On one line, without control or direction-changing characters: a name or message that can't rearrange what is around it. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(DIRECTION_MARKS, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

/** A part of a URL's path or query, whatever is in it. */
export const inUrl = (part: string): string => encodeURIComponent(part.toWellFormed());

/** For Slack's top-level `text` and mrkdwn: no control sequence survives, since each begins with `<`. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** `2m 14s`, `1h 5m`, `3d 2h`: the two largest units of a duration in milliseconds. */
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

/** `1 action`, `3 actions`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The first characters of an execution or commit id, which is how people name them. */
export const shortId = (id: string): string => firstGraphemes(oneLine(id), 8);

/** What fits of a text, cut between graphemes; one that is longer than that is left out. */
function firstGraphemes(text: string, length: number): string {
  if (text.length <= length) return text;
  let kept = '';
  // A grapheme may be longer than the whole text should be, so look no further than one that would not fit.
  for (const { segment } of graphemesOf(text.slice(0, length + 64))) {
    if (kept.length + segment.length > length) break;
    kept += segment;
  }
  return kept;
}

/** A URL as it may be linked: https, without user and password, short enough for Slack; else undefined. */
export function safeUrl(url: string | undefined): string | undefined {
  if (!url || url.length > 3000 || !URL.canParse(url)) return undefined;
  const { protocol, username, password, href } = new URL(url);
  return protocol === 'https:' && !username && !password && href.length <= 3000 ? href : undefined;
}

/** Characters that a sentence has room for. */
const QUOTED = 60;

/** What was typed, in quotes and no longer than a sentence can hold. */
export const inQuotes = (given: string): string => `“${cut(oneLine(given), QUOTED)}”`;

/** `a`, `a and b`, `a, b and c`. */
export const listed = (words: readonly string[], last = 'and'): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
