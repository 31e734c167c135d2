import type { Json } from '../../../slack/protocol.js';

/** One of Slack's limits: blocks of a given size, taken at `most` and refused one past it. */
export interface Limit {
  what: string;
  most: number;
  blocks: (size: number) => Json[];
  /** What Slack says one past the limit. */
  refusal: string;
}

export const plain = (text: string): Json => ({ type: 'plain_text', text });
export const mrkdwn = (text: string): Json => ({ type: 'mrkdwn', text });
export const section = (text = 'text'): Json => ({ type: 'section', text: mrkdwn(text) });
export const button = (more: Json = {}): Json => ({ type: 'button', text: plain('Next'), ...more });
export const actions = (...elements: Json[]): Json => ({ type: 'actions', elements });
export const richText = (...elements: Json[]): Json => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
export const raw = (text: string): Json => ({ type: 'raw_text', text });
export const option = (more: Json = {}): Json => ({ text: plain('one'), value: '1', ...more });

const x = (size: number) => 'x'.repeat(size);
const many = <T>(size: number, make: (at: number) => T): T[] => Array.from({ length: size }, (_, at) => make(at));
const select = (more: Json): Json => ({ type: 'static_select', ...more });
const options = (size: number) => many(size, (at) => option({ value: String(at) }));
const image = (more: Json): Json => ({
  type: 'image',
  alt_text: 'alt',
  image_url: 'https://example.com/a.png',
  ...more,
});
const url = (size: number) => `https://example.com/${x(size - 'https://example.com/'.length)}`;
const confirm = (more: Json): Json => actions(button({ confirm: { text: plain('Really?'), ...more } }));
const card = (more: Json): Json => ({ type: 'card', title: mrkdwn('title'), ...more });
const container = (more: Json): Json => ({
  type: 'container',
  title: plain('title'),
  child_blocks: [section()],
  ...more,
});
const dataTable = (more: Json): Json => ({
  type: 'data_table',
  caption: 'caption',
  rows: [[raw('name')], [raw('value')]],
  ...more,
});
const chart = (more: Json): Json => ({
  type: 'data_visualization',
  title: 'title',
  chart: { type: 'pie', segments: [{ label: 'a', value: 1 }] },
  ...more,
});

const series = (at: number): Json => ({ name: String(at), data: [{ label: 'a', value: 1 }] });

const chars = (most: number, pointer: string) =>
  `[ERROR] must be less than ${most + 1} characters [json-pointer:/blocks/${pointer}]`;
const items = (most: number, pointer: string) =>
  `[ERROR] no more than ${most} items allowed [json-pointer:/blocks${pointer}]`;
const length = (what: string, most: number, pointer: string, blocks: Limit['blocks']): Limit => ({
  ...{ what, most, blocks },
  refusal: chars(most, pointer),
});
const count = (what: string, most: number, pointer: string, blocks: Limit['blocks']): Limit => ({
  ...{ what, most, blocks },
  refusal: items(most, pointer),
});

/** Every limit on the blocks of a message, in characters and in items. */
export const LIMITS: Limit[] = [
  count('blocks of a message', 50, '', (size) => many(size, () => ({ type: 'divider' }))),
  length('a block_id', 255, '0/block_id', (size) => [{ type: 'divider', block_id: x(size) }]),
  length('section text', 3000, '0/text/text', (size) => [section(x(size))]),
  length('section plain text', 3000, '0/text/text', (size) => [{ type: 'section', text: plain(x(size)) }]),
  length('a section field', 2000, '0/fields/0/text', (size) => [{ type: 'section', fields: [mrkdwn(x(size))] }]),
  count('section fields', 10, '/0/fields', (size) => [{ type: 'section', fields: many(size, () => mrkdwn('x')) }]),
  length('header text', 150, '0/text/text', (size) => [{ type: 'header', text: plain(x(size)) }]),
  length('context text', 3000, '0/elements/0/text', (size) => [{ type: 'context', elements: [mrkdwn(x(size))] }]),
  count('context elements', 10, '/0/elements', (size) => [{ type: 'context', elements: many(size, () => plain('x')) }]),
  count('actions elements', 25, '/0/elements', (size) => [actions(...many(size, () => button()))]),
  count('context_actions elements', 5, '/0/elements', (size) => [
    {
      type: 'context_actions',
      elements: many(size, () => ({ type: 'icon_button', icon: 'trash', text: plain('Drop') })),
    },
  ]),
  length('an image alt_text', 2000, '0/alt_text', (size) => [image({ alt_text: x(size) })]),
  length('an image title', 2000, '0/title/text', (size) => [image({ title: plain(x(size)) })]),
  length('an image_url', 3000, '0/image_url', (size) => [image({ image_url: url(size) })]),
  length('a markdown block', 12_000, '0/text', (size) => [{ type: 'markdown', text: x(size) }]),
  length('button text', 75, '0/elements/0/text/text', (size) => [actions(button({ text: plain(x(size)) }))]),
  length('a button value', 2000, '0/elements/0/value', (size) => [actions(button({ value: x(size) }))]),
  length('a button url', 3000, '0/elements/0/url', (size) => [actions(button({ url: url(size) }))]),
  length('an action_id', 255, '0/elements/0/action_id', (size) => [actions(button({ action_id: x(size) }))]),
  length('an accessibility_label', 75, '0/elements/0/accessibility_label', (size) => [
    actions(button({ accessibility_label: x(size) })),
  ]),
  length('an option text', 75, '0/elements/0/options/0/text/text', (size) => [
    actions(select({ options: [option({ text: plain(x(size)) })] })),
  ]),
  length('an option value', 75, '0/elements/0/options/0/value', (size) => [
    actions(select({ options: [option({ value: x(size) })] })),
  ]),
  length('an option description', 75, '0/elements/0/options/0/description/text', (size) => [
    actions(select({ options: [option({ description: plain(x(size)) })] })),
  ]),
  length('an overflow option url', 3000, '0/elements/0/options/0/url', (size) => [
    actions({ type: 'overflow', options: [option({ url: url(size) })] }),
  ]),
  count('select options', 100, '/0/elements/0/options', (size) => [actions(select({ options: options(size) }))]),
  count('option groups', 100, '/0/elements/0/option_groups', (size) => [
    actions(select({ option_groups: many(size, () => ({ label: plain('group'), options: [option()] })) })),
  ]),
  count('options of a group', 100, '/0/elements/0/option_groups/0/options', (size) => [
    actions(select({ option_groups: [{ label: plain('group'), options: options(size) }] })),
  ]),
  length('a group label', 75, '0/elements/0/option_groups/0/label/text', (size) => [
    actions(select({ option_groups: [{ label: plain(x(size)), options: [option()] }] })),
  ]),
  length('a placeholder', 150, '0/elements/0/placeholder/text', (size) => [
    actions({ type: 'external_select', placeholder: plain(x(size)) }),
  ]),
  count('overflow options', 5, '/0/elements/0/options', (size) => [
    actions({ type: 'overflow', options: options(size) }),
  ]),
  count('checkboxes options', 10, '/0/elements/0/options', (size) => [
    actions({ type: 'checkboxes', options: options(size) }),
  ]),
  count('radio_buttons options', 10, '/0/elements/0/options', (size) => [
    actions({ type: 'radio_buttons', options: options(size) }),
  ]),
  length('a confirm title', 100, '0/elements/0/confirm/title/text', (size) => [confirm({ title: plain(x(size)) })]),
  length('a confirm text', 300, '0/elements/0/confirm/text/text', (size) => [confirm({ text: plain(x(size)) })]),
  length('a confirm button', 30, '0/elements/0/confirm/confirm/text', (size) => [confirm({ confirm: plain(x(size)) })]),
  length('a deny button', 30, '0/elements/0/confirm/deny/text', (size) => [confirm({ deny: plain(x(size)) })]),
  length('an input label', 2000, '0/label/text', (size) => [
    { type: 'input', label: plain(x(size)), element: { type: 'plain_text_input' } },
  ]),
  count('table rows', 100, '/0/rows', (size) => [{ type: 'table', rows: many(size, () => [raw('x')]) }]),
  count('table cells of a row', 20, '/0/rows/0', (size) => [{ type: 'table', rows: [many(size, () => raw('x'))] }]),
  count('column_settings', 20, '/0/column_settings', (size) => [
    { type: 'table', rows: [[raw('x')]], column_settings: many(size, () => null) },
  ]),
  length('the characters of a table', 10_000, '0/rows', (size) => [{ type: 'table', rows: [[raw(x(size))]] }]),
  count('data_table rows', 201, '/0/rows', (size) => [dataTable({ rows: many(size, () => [raw('x')]) })]),
  length('the characters of a data_table', 20_000, '0/rows', (size) => [
    dataTable({ rows: [[raw('x')], [raw(x(size - 1))]] }),
  ]),
  length('a card title', 150, '0/title/text', (size) => [card({ title: mrkdwn(x(size)) })]),
  length('a card subtitle', 150, '0/subtitle/text', (size) => [card({ subtitle: mrkdwn(x(size)) })]),
  length('a card body', 200, '0/body/text', (size) => [card({ body: mrkdwn(x(size)) })]),
  count('card buttons', 3, '/0/actions', (size) => [card({ actions: many(size, () => button()) })]),
  count('carousel cards', 10, '/0/elements', (size) => [{ type: 'carousel', elements: many(size, () => card({})) }]),
  length('a container title', 150, '0/title/text', (size) => [container({ title: plain(x(size)) })]),
  length('a container subtitle', 150, '0/subtitle/text', (size) => [container({ subtitle: plain(x(size)) })]),
  count('container children', 10, '/0/child_blocks', (size) => [
    container({ child_blocks: many(size, () => section()) }),
  ]),
  length('a chart title', 50, '0/title', (size) => [chart({ title: x(size) })]),
  count('pie segments', 6, '/0/chart/segments', (size) => [
    chart({ chart: { type: 'pie', segments: many(size, (at) => ({ label: String(at), value: 1 })) } }),
  ]),
  count('chart series', 6, '/0/chart/series', (size) => [
    chart({ chart: { type: 'bar', series: many(size, series), axis_config: { categories: ['a'] } } }),
  ]),
  count('chart categories', 20, '/0/chart/axis_config/categories', (size) => [
    chart({ chart: { type: 'line', series: [series(0)], axis_config: { categories: many(size, String) } } }),
  ]),
  length('a chart label', 20, '0/chart/segments/0/label', (size) => [
    chart({ chart: { type: 'pie', segments: [{ label: x(size), value: 1 }] } }),
  ]),
];
