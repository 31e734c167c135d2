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
export const option = (more: Json = {}): Json => ({ text: plain('one'), value: '1', ...more });

const x = (size: number) => 'x'.repeat(size);
const many = <T>(size: number, make: (at: number) => T): T[] => Array.from({ length: size }, (_, at) => make(at));
const select = (more: Json): Json => ({ type: 'static_select', ...more });
const options = (size: number) => many(size, (at) => option({ value: String(at) }));
const url = (size: number) => `https://example.com/${x(size - 'https://example.com/'.length)}`;
const confirm = (more: Json): Json => actions(button({ confirm: { text: plain('Really?'), ...more } }));
const chars = (most: number, pointer: string) =>
  `[ERROR] must be less than ${most + 1} characters [json-pointer:/blocks/${pointer}]`;
const items = (most: number, pointer: string) =>
  `[ERROR] no more than ${most} items allowed [json-pointer:/blocks${pointer}]`;
const length = (what: string, most: number, pointer: string, blocks: Limit['blocks']): Limit => ({
  what,
  most,
  blocks,
  refusal: chars(most, pointer),
});
const count = (what: string, most: number, pointer: string, blocks: Limit['blocks']): Limit => ({
  what,
  most,
  blocks,
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
  length('a placeholder of an input', 150, '0/element/placeholder/text', (size) => [
    { type: 'input', label: plain('x'), element: { type: 'plain_text_input', placeholder: plain(x(size)) } },
  ]),
  length('what an input starts with', 3000, '0/element/initial_value', (size) => [
    { type: 'input', label: plain('x'), element: { type: 'plain_text_input', initial_value: x(size) } },
  ]),
  length('an input hint', 2000, '0/hint/text', (size) => [
    { type: 'input', label: plain('x'), hint: plain(x(size)), element: { type: 'plain_text_input' } },
  ]),
  length('an input label', 2000, '0/label/text', (size) => [
    { type: 'input', label: plain(x(size)), element: { type: 'plain_text_input' } },
  ]),
];
