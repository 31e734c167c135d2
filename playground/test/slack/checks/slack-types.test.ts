import { expect, test } from '@jest/globals';
import type {
  ActionsBlockElement,
  InputBlockElement,
  KnownBlock,
  PlainTextElement,
  SectionBlockAccessory,
} from '@slack/types';
import { checkBlocks } from '../../../slack/checks/check-blocks.js';

// The fixtures are typed by Slack's own types: each element once with all its properties, once with the least.
const text = (words = 'x'): PlainTextElement => ({ type: 'plain_text', text: words, emoji: true });
const confirm = { title: text(), text: text(), confirm: text(), deny: text(), style: 'danger' as const };
const option = { text: text(), value: '1', description: text() };
const least = { text: text(), value: '1' };
const groups = [{ label: text(), options: [option] }];
const picker = { action_id: 'a', confirm, focus_on_load: true, placeholder: text() };
const typed = {
  action_id: 'a',
  focus_on_load: true,
  placeholder: text(),
  dispatch_action_config: { trigger_actions_on: ['on_enter_pressed' as const] },
};
const words = [
  { type: 'text' as const, text: 'x', style: { bold: true } },
  { type: 'emoji' as const, name: 'x' },
];

const MENUS: (ActionsBlockElement & InputBlockElement)[] = [
  { type: 'static_select', options: [least] },
  { type: 'static_select', ...picker, option_groups: groups, initial_option: option },
  { type: 'external_select' },
  { type: 'external_select', ...picker, min_query_length: 0, initial_option: option },
  { type: 'checkboxes', options: [least] },
  { type: 'checkboxes', action_id: 'a', confirm, focus_on_load: true, options: [option], initial_options: [option] },
  { type: 'radio_buttons', options: [{ text: { type: 'mrkdwn', text: '*x*', verbatim: true }, value: '1' }] },
  { type: 'radio_buttons', action_id: 'a', confirm, focus_on_load: true, options: [option], initial_option: option },
];

const BUTTONS: (ActionsBlockElement & SectionBlockAccessory)[] = [
  { type: 'button', text: text() },
  {
    type: 'button',
    text: text(),
    action_id: 'a',
    confirm,
    value: 'v',
    url: 'https://example.com',
    style: 'primary',
    accessibility_label: 'x',
  },
];

const TYPED: InputBlockElement[] = [
  { type: 'plain_text_input' },
  { type: 'plain_text_input', ...typed, initial_value: 'x', multiline: true, min_length: 0, max_length: 3000 },
];

const BLOCKS: KnownBlock[] = [
  { type: 'divider', block_id: 'b' },
  { type: 'section', fields: [text(), { type: 'mrkdwn', text: 'x' }] },
  { type: 'section', block_id: 'b', text: text(), fields: [text()], expand: true },
  { type: 'header', block_id: 'b', text: text() },
  { type: 'context', block_id: 'b', elements: [text(), { type: 'mrkdwn', text: 'x', verbatim: false }] },
  {
    type: 'input',
    block_id: 'b',
    label: text(),
    hint: text(),
    optional: true,
    dispatch_action: true,
    element: { type: 'plain_text_input' },
  },
  {
    type: 'rich_text',
    block_id: 'b',
    elements: [
      { type: 'rich_text_section', elements: words },
      {
        type: 'rich_text_list',
        style: 'ordered',
        indent: 1,
        border: 1,
        elements: [{ type: 'rich_text_section', elements: words }],
      },
      {
        type: 'rich_text_quote',
        border: 0,
        elements: [...words, { type: 'date', timestamp: 1, format: '{ago}', fallback: 'x' }],
      },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'x' }] },
    ],
  },
];

const check = (block: KnownBlock, surface: 'message' | 'modal' = 'message') => checkBlocks([block], surface, '/blocks');

test.each([...MENUS, ...BUTTONS])('an actions block takes %j', (element) => {
  expect(check({ type: 'actions', elements: [element] })).toEqual([]);
});

test.each([...MENUS, ...TYPED])('an input block takes %j', (element) => {
  expect(check({ type: 'input', label: text(), element }, 'modal')).toEqual([]);
});

test.each(BUTTONS)('a section takes %j at its side', (accessory) => {
  expect(check({ type: 'section', text: text(), accessory })).toEqual([]);
});

test.each(BLOCKS)('a message takes %j', (block) => {
  expect(check(block)).toEqual([]);
});
