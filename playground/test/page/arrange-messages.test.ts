import { expect, test } from '@jest/globals';
import { arrangeMessages } from '../../page/parts/arrange-messages.js';
import type { Message } from '../../slack/protocol.js';
import { ME, message } from './fixtures/workspace.js';

const dayOf = ({ ts }: Message) => `day ${Math.floor(Number(ts) / 86_400)}`;
const at = (seconds: number, change: Partial<Message> = {}) =>
  message({ ts: `${1_795_392_000 + seconds}.000100`, ...change });

test('messages are in order of time, replies under their parents, strays on their own', () => {
  const parent = at(0);
  const [late, early] = [at(900, { threadTs: parent.ts }), at(600, { threadTs: parent.ts })];
  const stray = at(300, { threadTs: '1.000000' });
  const arranged = arrangeMessages([late, stray, early, parent], dayOf);
  expect(arranged.map((entry) => entry.message)).toEqual([parent, stray]);
  expect(arranged[0]?.replies).toEqual([early, late]);
});

test('a reply that is broadcast stands under its parent and in the channel', () => {
  const parent = at(0);
  const [between, loud] = [at(100), at(200, { threadTs: parent.ts, isBroadcast: true })];
  const arranged = arrangeMessages([parent, between, loud], dayOf);
  expect(arranged.map((entry) => entry.message)).toEqual([parent, between, loud]);
  expect(arranged[0]?.replies).toEqual([loud]);
  expect(arranged[2]).toMatchObject({ parent, replies: [], isCompact: false });
});

test('each day begins once', () => {
  const arranged = arrangeMessages([at(0), at(86_399), at(86_400)], dayOf);
  expect(arranged.map(({ day }) => day)).toEqual([dayOf(at(0)), null, dayOf(at(86_400))]);
});

test.each([
  [{}, true],
  [{ user: ME }, false],
  [{ visibleTo: ME }, false],
  [{ fromSlackbot: true }, false],
])('a message %j soon after one of the bot shares its heading: %s', (change, expected) => {
  expect(arrangeMessages([at(0), at(299, change)], dayOf)[1]?.isCompact).toBe(expected);
});

test('after five minutes, or on a new day, the heading comes again', () => {
  expect(arrangeMessages([at(0), at(300)], dayOf)[1]?.isCompact).toBe(false);
  expect(arrangeMessages([at(86_399), at(86_400)], dayOf)[1]?.isCompact).toBe(false);
});
