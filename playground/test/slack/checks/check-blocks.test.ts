import { expect, test } from '@jest/globals';
import { checkBlocks, type Surface } from '../../../slack/checks/check-blocks.js';
import type { Json } from '../../../slack/protocol.js';
import { actions, button, LIMITS, mrkdwn, option, plain, richText, section } from './limits.js';

const check = (blocks: unknown, surface: Surface = 'message') => checkBlocks(blocks, surface, '/blocks');

test.each(LIMITS)('$what: $most are taken, one more is refused', ({ most, blocks, refusal }) => {
  expect(check(blocks(most))).toEqual([]);
  expect(check(blocks(most + 1))).toEqual([refusal]);
});

test('a modal takes 100 blocks', () => {
  const dividers = (count: number) => Array.from({ length: count }, () => ({ type: 'divider' }));
  expect(check(dividers(100), 'modal')).toEqual([]);
  expect(check(dividers(101), 'modal')).toEqual(['[ERROR] no more than 100 items allowed [json-pointer:/blocks]']);
});

test('lengths count UTF-16 units: an emoji is two', () => {
  expect(check([{ type: 'header', text: plain('🚀'.repeat(75)) }])).toEqual([]);
  expect(check([{ type: 'header', text: plain(`${'🚀'.repeat(75)}x`) }])).toHaveLength(1);
});

test('mrkdwn that only fits unescaped is refused', () => {
  const refusal = ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'];
  expect(check([section(`${'x'.repeat(2995)}&amp;`)])).toEqual([]);
  expect(check([section(`${'x'.repeat(2996)}&`)])).toEqual(refusal);
  expect(check([{ type: 'section', text: plain(`${'x'.repeat(2996)}&`) }])).toEqual([]);
});

const EMPTY: [string, Json, string][] = [
  ['section text', section(''), '/0/text/text'],
  ['a button label', actions(button({ text: plain('') })), '/0/elements/0/text/text'],
  ['a button value', actions(button({ value: '' })), '/0/elements/0/value'],
  ['a header', { type: 'header', text: plain('') }, '/0/text/text'],
  ['rich text', richText({ type: 'text', text: '' }), '/0/elements/0/elements/0/text'],
  [
    'an option value',
    actions({ type: 'static_select', options: [option({ value: '' })] }),
    '/0/elements/0/options/0/value',
  ],
];
test.each(EMPTY)('%s may not be empty', (_what, block, pointer) => {
  expect(check([block])).toEqual([`[ERROR] must be more than 0 characters [json-pointer:/blocks${pointer}]`]);
});

const NO_ITEMS: [string, Json, string][] = [
  ['actions', actions(), '/0/elements'],
  ['context', { type: 'context', elements: [] }, '/0/elements'],
  ['option groups', actions({ type: 'static_select', option_groups: [] }), '/0/elements/0/option_groups'],
  ['select options', actions({ type: 'static_select', options: [] }), '/0/elements/0/options'],
];
test.each(NO_ITEMS)('%s may not be without items', (_what, block, pointer) => {
  expect(check([block])).toEqual([`[ERROR] must provide at least 1 items [json-pointer:/blocks${pointer}]`]);
});

const SHAPES: [string, unknown, string][] = [
  ['an unknown block', [{ type: 'accordion' }], 'unsupported type: accordion [json-pointer:/blocks/0/type]'],
  [
    'a table, which only a message of its own may have',
    [{ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }],
    'unsupported type: table [json-pointer:/blocks/0/type]',
  ],
  [
    'an unknown property',
    [{ type: 'divider', color: 'red' }],
    'invalid additional property: color [json-pointer:/blocks/0]',
  ],
  ['a header without text', [{ type: 'header' }], 'missing required field: text [json-pointer:/blocks/0]'],
  [
    'a header in mrkdwn',
    [{ type: 'header', text: mrkdwn('x') }],
    'must be a valid value [json-pointer:/blocks/0/text/type]',
  ],
  ['a text that is a string', [{ type: 'section', text: 'x' }], 'must provide an object [json-pointer:/blocks/0/text]'],
  ['a section without text and fields', [{ type: 'section' }], 'missing required field: text [json-pointer:/blocks/0]'],
  [
    'a divider in actions',
    [actions({ type: 'divider' })],
    'unsupported type: divider [json-pointer:/blocks/0/elements/0/type]',
  ],
  [
    'a style Slack does not know',
    [actions(button({ style: 'blue' }))],
    'must be a valid value [json-pointer:/blocks/0/elements/0/style]',
  ],
  [
    'a url that is none',
    [actions(button({ url: 'example' }))],
    'must be a valid URL [json-pointer:/blocks/0/elements/0/url]',
  ],
  [
    'a javascript url',
    [actions(button({ url: 'javascript:alert(1)' }))],
    'must be a valid URL [json-pointer:/blocks/0/elements/0/url]',
  ],
  [
    'a url in a select option',
    [actions({ type: 'static_select', options: [option({ url: 'https://a.b' })] })],
    'invalid additional property: url [json-pointer:/blocks/0/elements/0/options/0]',
  ],
  [
    'a select without options',
    [actions({ type: 'static_select' })],
    'must provide either options or option_groups [json-pointer:/blocks/0/elements/0]',
  ],
  ['blocks that are no list', { type: 'divider' }, 'must provide an array [json-pointer:/blocks]'],
  ['a block that is no object', ['divider'], 'must provide an object [json-pointer:/blocks/0]'],
];
test.each(SHAPES)('%s is refused', (_what, blocks, refusal) => {
  expect(check(blocks)).toEqual([`[ERROR] ${refusal}`]);
});

test('ids are unique: a block_id in the message, an action_id in its block', () => {
  const row = (blockId: string, ...ids: string[]) => ({
    ...actions(...ids.map((id) => button({ action_id: id }))),
    block_id: blockId,
  });
  expect(check([row('a', 'x', 'y'), row('b', 'x')])).toEqual([]);
  expect(check([row('a', 'x'), row('a', 'x')])).toEqual([
    '[ERROR] `block_id` "a" already exists [json-pointer:/blocks/1/block_id]',
  ]);
  expect(check([row('a', 'x', 'x')])).toEqual([
    '[ERROR] `action_id` "x" already exists for another element [json-pointer:/blocks/0/elements/1/action_id]',
  ]);
});

const ONE_OF = 'must be one of the options [json-pointer:/blocks/0/elements/0/';
const NOT_OFFERED: [string, Json, string][] = [
  [
    'a select',
    { type: 'static_select', options: [option()], initial_option: option({ value: '2' }) },
    'initial_option',
  ],
  [
    'a select of groups',
    {
      type: 'static_select',
      option_groups: [{ label: plain('❌ 12:40 PM'), options: [option()] }],
      initial_option: option({ text: plain('two') }),
    },
    'initial_option',
  ],
  [
    'radio buttons',
    { type: 'radio_buttons', options: [option()], initial_option: option({ value: '2' }) },
    'initial_option',
  ],
  [
    'checkboxes',
    { type: 'checkboxes', options: [option()], initial_options: [option(), option({ value: '2' })] },
    'initial_options',
  ],
];
test.each(NOT_OFFERED)('%s starts with what it offers', (_what, element, property) => {
  expect(check([actions(element)])).toEqual([`[ERROR] ${ONE_OF}${property}]`]);
  expect(check([actions({ ...element, [property]: undefined })])).toEqual([]);
});

test("a text input's lengths fit one another", () => {
  const input = (more: Json) => [
    { type: 'input', label: plain('Why'), element: { type: 'plain_text_input', ...more } },
  ];
  expect(check(input({ min_length: 5, max_length: 5, initial_value: 'xxxxx' }), 'modal')).toEqual([]);
  expect(check(input({ min_length: 6, max_length: 5 }), 'modal')).toEqual([
    '[ERROR] must be less than 6 [json-pointer:/blocks/0/element/min_length]',
  ]);
  expect(check(input({ max_length: 5, initial_value: 'xxxxxx' }), 'modal')).toEqual([
    '[ERROR] must be less than 6 characters [json-pointer:/blocks/0/element/initial_value]',
  ]);
});

test('only one element may set focus_on_load', () => {
  const focused = actions({ type: 'external_select', focus_on_load: true });
  expect(check([focused])).toEqual([]);
  expect(check([focused, focused])).toHaveLength(1);
});
