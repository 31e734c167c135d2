import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { createDigestRefresher } from '../../src/consumer/refresh-digests.js';
import { SlackProblem } from '../../src/domain/slack-problem.js';

const log = pino({ level: 'silent' });

test('many failures in a moment are two edits: one at once, one for all that came meanwhile', async () => {
  const edits: string[] = [];
  const refresher = createDigestRefresher(async (channel) => void edits.push(channel), 20, log);
  for (let index = 0; index < 50; index += 1) refresher.soon('A');
  refresher.soon('B');
  await refresher.finish();
  expect(edits.sort()).toEqual(['A', 'A', 'B']);
});

test('an edit that Slack refuses for now is tried again', async () => {
  let tried = 0;
  const refresh = async () => {
    tried += 1;
    if (tried < 3) throw new SlackProblem('rate-limited', 'ratelimited', 0.01);
  };
  const refresher = createDigestRefresher(refresh, 10, log);
  refresher.soon('A');
  while (tried < 3) await new Promise(setImmediate);
  await refresher.finish();
  expect(tried).toBe(3);
});

test('what never succeeds ends with a word in the log, and the next failure begins anew', async () => {
  const lines: string[] = [];
  let tried = 0;
  const refresh = async () => {
    tried += 1;
    throw new SlackProblem('message-gone', 'message_not_found');
  };
  const refresher = createDigestRefresher(refresh, 1, pino({}, { write: (line: string) => void lines.push(line) }));
  refresher.soon('A');
  while (lines.length === 0) await new Promise(setImmediate);
  expect(tried).toBe(5);
  expect(lines[0]).toMatch(/"what":"digest","channel":"A".*not refreshed/);
  await refresher.finish();
  expect(tried).toBe(5);
});
