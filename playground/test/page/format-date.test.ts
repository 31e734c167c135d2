import { expect, test } from '@jest/globals';
import { formatDate } from '../../page/text/format-date.js';

/** 18 February 2014, 14:39:42 UTC. */
const THEN = 1392734382;
const later = (days: number) => ({ now: (THEN + days * 86_400) * 1000, locale: 'en-US', timeZone: 'UTC' });

test.each([
  ['{date_num}', '2014-02-18'],
  ['{date_slash}', '02/18/2014'],
  ['{date}', 'February 18th, 2014'],
  ['{date_long}', 'Tuesday, February 18th, 2014'],
  ['{date_long_full}', 'February 18, 2014'],
  ['{date_short}', 'Feb 18, 2014'],
  ['{date_short_pretty} at {time}', 'Feb 18, 2014 at 2:39 PM'],
  ['{day_divider_pretty}', 'Tuesday, February 18th'],
  ['{time_secs}', '2:39:42 PM'],
  ['{ago}', '10 days ago'],
  ['{unknown} {time}', '{unknown} 2:39 PM'],
])('%s', (format, expected) => {
  expect(formatDate(THEN, format, later(10))).toBe(expected);
});

test.each([
  [0, 'Today at 2:39 PM'],
  [1, 'Yesterday at 2:39 PM'],
  [-1, 'Tomorrow at 2:39 PM'],
])('pretty dates, read %i days later', (days, expected) => {
  expect(formatDate(THEN, '{date_short_pretty} at {time}', later(days))).toBe(expected);
});

test('within a sentence the day is not capitalised', () => {
  expect(formatDate(THEN, 'since {date_pretty}', later(0))).toBe('since today');
});

test('the day and the hour are the reader’s', () => {
  const auckland = { now: THEN * 1000, locale: 'en-GB', timeZone: 'Pacific/Auckland' };
  expect(formatDate(THEN, '{date_num} {time}', auckland)).toBe('2014-02-19 03:39');
});

test('46 hours ago is yesterday when a day of 23 hours lies between', () => {
  const beforeTheChange = Date.UTC(2026, 2, 27, 23, 15) / 1000;
  const reader = { now: Date.UTC(2026, 2, 29, 21, 45), locale: 'en-US', timeZone: 'Europe/Berlin' };
  expect(formatDate(beforeTheChange, '{date_pretty}', reader)).toBe('Yesterday');
});
