import { expect, test } from '@jest/globals';
import type { Surface } from '../../../slack/checks/block-schemas.js';
import { checkBlocks } from '../../../slack/checks/check-blocks.js';
import type { Json } from '../../../slack/protocol.js';
import { actions, button, LIMITS, mrkdwn, option, plain, raw, richText, section } from './limits.js';

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
  ['a table cell', { type: 'table', rows: [[raw('')]] }, '/0/rows/0/0/text'],
  ['rich text', richText({ type: 'text', text: '' }), '/0/elements/0/elements/0/text'],
  ['an option value', actions({ type: 'overflow', options: [option({ value: '' })] }), '/0/elements/0/options/0/value'],
];
test.each(EMPTY)('%s may not be empty', (_what, block, pointer) => {
  expect(check([block])).toEqual([`[ERROR] must be more than 0 characters [json-pointer:/blocks${pointer}]`]);
});

const NO_ITEMS: [string, Json, string][] = [
  ['actions', actions(), '/0/elements'],
  ['context', { type: 'context', elements: [] }, '/0/elements'],
  ['context_actions', { type: 'context_actions', elements: [] }, '/0/elements'],
  ['option groups', actions({ type: 'static_select', option_groups: [] }), '/0/elements/0/option_groups'],
  ['carousel', { type: 'carousel', elements: [] }, '/0/elements'],
  ['container', { type: 'container', title: plain('x'), child_blocks: [] }, '/0/child_blocks'],
  ['select options', actions({ type: 'static_select', options: [] }), '/0/elements/0/options'],
  ['table rows', { type: 'table', rows: [] }, '/0/rows'],
];
test.each(NO_ITEMS)('%s may not be without items', (_what, block, pointer) => {
  expect(check([block])).toEqual([`[ERROR] must provide at least 1 items [json-pointer:/blocks${pointer}]`]);
});

const SHAPES: [string, unknown, string][] = [
  ['an unknown block', [{ type: 'accordion' }], 'unsupported type: accordion [json-pointer:/blocks/0/type]'],
  [
    'a file block',
    [{ type: 'file', source: 'remote', external_id: 'x' }],
    'unsupported type: file [json-pointer:/blocks/0/type]',
  ],
  [
    'an alert in a message',
    [{ type: 'alert', text: plain('x') }],
    'unsupported type: alert [json-pointer:/blocks/0/type]',
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
  [
    'an image without a source',
    [{ type: 'image', alt_text: 'x' }],
    'must provide either image_url or slack_file [json-pointer:/blocks/0]',
  ],
  [
    'an image without alt_text',
    [{ type: 'image', image_url: 'https://a.b/c.png' }],
    'missing required field: alt_text [json-pointer:/blocks/0]',
  ],
  [
    'a card with nothing in it',
    [{ type: 'card' }],
    'must provide at least one of hero_image, title, actions, body [json-pointer:/blocks/0]',
  ],
  [
    'rows of unlike length in a data_table',
    [{ type: 'data_table', caption: 'c', rows: [[raw('a')], [raw('b'), raw('c')]] }],
    'must have rows of the same length [json-pointer:/blocks/0/rows]',
  ],
  [
    'a rich_text header in a data_table',
    [{ type: 'data_table', caption: 'c', rows: [[richText({ type: 'text', text: 'a' })], [raw('b')]] }],
    'must not have rich_text in the header row [json-pointer:/blocks/0/rows]',
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
  const container = (...children: Json[]) => ({ type: 'container', title: plain('x'), child_blocks: children });
  expect(check([container(row('a', 'x'), row('b', 'x'))])).toEqual([]);
  expect(check([container(row('a', 'x')), row('a', 'x')])).toHaveLength(1);
  expect(check([row('a', 'x', 'x')])).toEqual([
    '[ERROR] `action_id` "x" already exists for another element [json-pointer:/blocks/0/elements/1/action_id]',
  ]);
});

test('a table goes once into a message, and nowhere else', () => {
  const table = { type: 'table', rows: [[raw('x')]] };
  const data = { type: 'data_table', caption: 'c', rows: [[raw('a')], [raw('b')]] };
  expect(check([table])).toEqual([]);
  expect(check([table, data])).toEqual(['[ERROR] only_one_table_allowed [json-pointer:/blocks/1]']);
  for (const surface of ['ephemeral', 'response_url', 'modal'] as const)
    expect(check([table], surface)).toEqual(['[ERROR] unsupported type: table [json-pointer:/blocks/0/type]']);
});

test('a third chart is one too many', () => {
  const chart = {
    type: 'data_visualization',
    title: 't',
    chart: { type: 'pie', segments: [{ label: 'a', value: 1 }] },
  };
  expect(check([chart, chart])).toEqual([]);
  expect(check([chart, chart, chart])).toEqual(['[ERROR] too many data_visualization blocks [json-pointer:/blocks/2]']);
});

test('an alert goes into a modal, up to 200 characters', () => {
  const alert = (size: number) => [{ type: 'alert', text: plain('x'.repeat(size)), level: 'warning' }];
  expect(check(alert(200), 'modal')).toEqual([]);
  expect(check(alert(201), 'modal')).toEqual([
    '[ERROR] must be less than 201 characters [json-pointer:/blocks/0/text/text]',
  ]);
});

test('only one element may set focus_on_load', () => {
  const focused = actions({ type: 'external_select', focus_on_load: true });
  expect(check([focused])).toEqual([]);
  expect(check([focused, focused])).toHaveLength(1);
});

test('a slack_file must be one that Slack holds', () => {
  const image = [{ type: 'image', alt_text: 'x', slack_file: { id: 'F1' } }];
  expect(checkBlocks(image, 'message', '/blocks', (id) => id === 'F1')).toEqual([]);
  expect(checkBlocks(image, 'message', '/blocks', () => false)).toEqual([
    '[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]',
  ]);
});
