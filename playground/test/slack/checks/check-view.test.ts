import { expect, test } from '@jest/globals';
import { checkView } from '../../../slack/checks/check-view.js';
import type { Json } from '../../../slack/protocol.js';
import { plain, section } from './limits.js';

const modal = (more: Json = {}): Json => ({ type: 'modal', title: plain('Details'), blocks: [section()], ...more });
const x = (size: number) => 'x'.repeat(size);

const LENGTHS: [string, number, (size: number) => Json][] = [
  ['title/text', 24, (size) => modal({ title: plain(x(size)) })],
  ['submit/text', 24, (size) => modal({ submit: plain(x(size)) })],
  ['close/text', 24, (size) => modal({ close: plain(x(size)) })],
  ['private_metadata', 3000, (size) => modal({ private_metadata: x(size) })],
  ['callback_id', 255, (size) => modal({ callback_id: x(size) })],
];
test.each(LENGTHS)('%s: %i characters are taken, one more is refused', (pointer, most, view) => {
  expect(checkView(view(most))).toEqual([]);
  expect(checkView(view(most + 1))).toEqual([
    `[ERROR] must be less than ${most + 1} characters [json-pointer:/view/${pointer}]`,
  ]);
});

test('a modal with an input block needs a submit button', () => {
  const input = { type: 'input', label: plain('Why'), element: { type: 'plain_text_input' } };
  expect(checkView(modal({ blocks: [input], submit: plain('Send') }))).toEqual([]);
  expect(checkView(modal({ blocks: [section(), input] }))).toEqual([
    '[ERROR] must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/1/input]',
  ]);
});

test('faults in blocks are named below the view', () => {
  expect(checkView(modal({ blocks: [section('')] }))).toEqual([
    '[ERROR] must be more than 0 characters [json-pointer:/view/blocks/0/text/text]',
  ]);
});

test('what is no modal is refused', () => {
  expect(checkView(undefined)).toHaveLength(1);
  expect(checkView(modal({ title: undefined }))).toEqual([
    '[ERROR] missing required field: title [json-pointer:/view]',
  ]);
  expect(checkView(modal({ color: 'red' }))).toEqual([
    '[ERROR] invalid additional property: color [json-pointer:/view]',
  ]);
});
