import { expect, test } from '@jest/globals';
import { escapedLength } from '../../../slack/checks/escaped-length.js';

test.each([
  ['plain', 5],
  ['a & b', 9],
  ['a &amp; b', 9],
  ['1 < 2', 8],
  ['2 > 1', 8],
  ['<https://example.com|here>', 26],
  ['<!date^1700000000^{time}|noon>', 30],
  ['&nbsp;', 10],
])('%j is %i characters escaped', (text, length) => {
  expect(escapedLength(text)).toBe(length);
});
