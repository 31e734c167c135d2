import { expect, test } from '@jest/globals';
import { checkBlocks } from '../../../slack/checks/check-blocks.js';
import type { Json } from '../../../slack/protocol.js';
import { richText } from './limits.js';

const check = (...elements: Json[]) => checkBlocks([richText(...elements)], 'message', '/blocks');
const date = (more: Json): Json => ({ type: 'date', timestamp: 1_700_000_000, format: '{date_short} {time}', ...more });

const TAKEN: Json[] = [
  { type: 'text', text: 'plain', style: { bold: true, italic: true, strike: false, code: true } },
  { type: 'link', url: 'https://example.com', text: 'here' },
  { type: 'emoji', name: 'white_check_mark' },
  { type: 'user', user_id: 'U061F7AUR' },
  { type: 'usergroup', usergroup_id: 'S0614TZR7' },
  { type: 'channel', channel_id: 'C024BE91L' },
  date({ fallback: '14:02 UTC' }),
];
test.each(TAKEN)('$type is taken', (element) => {
  expect(check(element)).toEqual([]);
});

const at = (rest = '') => `[json-pointer:/blocks/0/elements/0/elements/0${rest}]`;
const REFUSED: [string, Json, string][] = [
  [
    'a date with fractions of a second',
    date({ timestamp: 1_700_000_000.5 }),
    `must provide an integer ${at('/timestamp')}`,
  ],
  ['a date without format', date({ format: undefined }), `missing required field: format ${at()}`],
  ['a date with an unknown token', date({ format: '{year}' }), `must use valid date tokens ${at('/format')}`],
  ['a link without url', { type: 'link', text: 'here' }, `missing required field: url ${at()}`],
  ['an emoji in colons', { type: 'emoji', name: ':wave:' }, `must be a valid emoji name ${at('/name')}`],
  ['a user by name', { type: 'user', user_id: '@ada' }, `invalid user_id ${at('/user_id')}`],
  ['a broadcast', { type: 'broadcast', range: 'here' }, `unsupported type: broadcast ${at('/type')}`],
  [
    'a style that does not exist',
    { type: 'text', text: 'x', style: { blink: true } },
    `invalid additional property: blink ${at('/style')}`,
  ],
  ['a text object', { type: 'mrkdwn', text: 'x' }, `unsupported type: mrkdwn ${at('/type')}`],
];
test.each(REFUSED)('%s is refused', (_what, element, refusal) => {
  expect(check(element)).toEqual([`[ERROR] ${refusal}`]);
});

test('preformatted text takes text and links only', () => {
  const preformatted = (element: Json) => ({ type: 'rich_text_preformatted', elements: [element] });
  const block = (element: Json) => [{ type: 'rich_text', elements: [preformatted(element)] }];
  expect(checkBlocks(block({ type: 'text', text: 'log' }), 'message', '/blocks')).toEqual([]);
  expect(checkBlocks(block({ type: 'emoji', name: 'wave' }), 'message', '/blocks')).toHaveLength(1);
});

test('a list is indented up to 8', () => {
  const item = { type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] };
  const list = (indent: number) => [
    { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', indent, elements: [item] }] },
  ];
  expect(checkBlocks(list(8), 'message', '/blocks')).toEqual([]);
  expect(checkBlocks(list(9), 'message', '/blocks')).toHaveLength(1);
});
