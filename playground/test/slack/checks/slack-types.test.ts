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
  ...{ action_id: 'a', focus_on_load: true, placeholder: text() },
  dispatch_action_config: { trigger_actions_on: ['on_enter_pressed' as const] },
};
const filter = { include: ['im' as const], exclude_bot_users: true, exclude_external_shared_channels: false };
const image = { type: 'image' as const, alt_text: 'x', image_url: 'https://example.com/a.png' };
const richText = {
  type: 'rich_text' as const,
  elements: [{ type: 'rich_text_section' as const, elements: [{ type: 'text' as const, text: 'x' }] }],
};

const MENUS: (ActionsBlockElement & InputBlockElement)[] = [
  { type: 'static_select', options: [least] },
  { type: 'static_select', ...picker, option_groups: groups, initial_option: option },
  { type: 'external_select' },
  { type: 'external_select', ...picker, min_query_length: 0, initial_option: option },
  { type: 'users_select' },
  { type: 'users_select', ...picker, initial_user: 'U1' },
  { type: 'channels_select' },
  { type: 'channels_select', ...picker, initial_channel: 'C1', response_url_enabled: true },
  { type: 'conversations_select' },
  {
    type: 'conversations_select',
    ...picker,
    initial_conversation: 'C1',
    default_to_current_conversation: true,
    filter,
  },
  { type: 'conversations_select', response_url_enabled: true, filter: { include: ['public'] } },
  { type: 'multi_static_select', options: [least] },
  { type: 'multi_static_select', ...picker, option_groups: groups, initial_options: [option], max_selected_items: 1 },
  { type: 'multi_external_select' },
  { type: 'multi_external_select', ...picker, min_query_length: 1, initial_options: [option], max_selected_items: 2 },
  { type: 'multi_users_select' },
  { type: 'multi_users_select', ...picker, initial_users: ['U1'], max_selected_items: 1 },
  { type: 'multi_channels_select' },
  { type: 'multi_channels_select', ...picker, initial_channels: ['C1'], max_selected_items: 1 },
  { type: 'multi_conversations_select' },
  { type: 'multi_conversations_select', ...picker, initial_conversations: ['C1'], filter },
  { type: 'checkboxes', options: [least] },
  { type: 'checkboxes', action_id: 'a', confirm, focus_on_load: true, options: [option], initial_options: [option] },
  { type: 'radio_buttons', options: [{ text: { type: 'mrkdwn', text: '*x*', verbatim: true }, value: '1' }] },
  { type: 'radio_buttons', action_id: 'a', confirm, focus_on_load: true, options: [option], initial_option: option },
  { type: 'datepicker' },
  { type: 'datepicker', ...picker, initial_date: '2026-01-31' },
  { type: 'timepicker' },
  { type: 'timepicker', ...picker, initial_time: '23:59', timezone: 'Europe/Berlin' },
  { type: 'datetimepicker' },
  { type: 'datetimepicker', action_id: 'a', confirm, focus_on_load: true, initial_date_time: 1_700_000_000 },
  { type: 'rich_text_input' },
  { type: 'rich_text_input', ...typed, initial_value: richText, min_lines: 1, max_lines: 100 },
];

const BUTTONS: (ActionsBlockElement & SectionBlockAccessory)[] = [
  { type: 'button', text: text() },
  {
    ...{ type: 'button', text: text(), action_id: 'a', confirm, value: 'v', url: 'https://example.com' },
    ...{ style: 'primary', accessibility_label: 'x' },
  },
  { type: 'overflow', options: [least] },
  { type: 'overflow', action_id: 'a', confirm, options: [{ ...option, url: 'https://example.com' }] },
  {
    type: 'workflow_button',
    text: text(),
    workflow: { trigger: { url: 'https://slack.com/shortcuts/x' } },
    action_id: 'a',
  },
];

const TYPED: InputBlockElement[] = [
  { type: 'plain_text_input' },
  { type: 'plain_text_input', ...typed, initial_value: 'x', multiline: true, min_length: 0, max_length: 3000 },
  { type: 'email_text_input' },
  { type: 'email_text_input', ...typed, initial_value: 'a@b.example' },
  { type: 'url_text_input' },
  { type: 'url_text_input', ...typed, initial_value: 'https://example.com' },
  { type: 'number_input', is_decimal_allowed: false },
  { type: 'number_input', ...typed, is_decimal_allowed: true, initial_value: '1', min_value: '0', max_value: '2' },
  { type: 'file_input' },
  { type: 'file_input', action_id: 'a', filetypes: ['png'], max_files: 10 },
];

const BLOCKS: KnownBlock[] = [
  { type: 'divider', block_id: 'b' },
  { type: 'section', fields: [text(), { type: 'mrkdwn', text: 'x' }] },
  { type: 'section', block_id: 'b', text: text(), fields: [text()], accessory: image, expand: true },
  { type: 'header', block_id: 'b', text: text() },
  { type: 'context', block_id: 'b', elements: [image, text(), { type: 'mrkdwn', text: 'x', verbatim: false }] },
  { ...image, block_id: 'b', title: text() },
  { type: 'image', alt_text: 'x', slack_file: { url: 'https://files.slack.com/a.png' } },
  { type: 'markdown', block_id: 'b', text: '# x' },
  {
    ...{ type: 'input', block_id: 'b', label: text(), hint: text(), optional: true, dispatch_action: true },
    element: { type: 'plain_text_input' },
  },
  {
    ...{ type: 'video', video_url: 'https://example.com/v', thumbnail_url: 'https://example.com/t.png', alt_text: 'x' },
    ...{ title: text(), title_url: 'https://example.com', author_name: 'x', provider_name: 'x', description: text() },
    provider_icon_url: 'https://example.com/i.png',
  },
  {
    type: 'table',
    block_id: 'b',
    rows: [[richText, { type: 'raw_text', text: 'x' }, { type: 'raw_number', value: 1, text: '1' }]],
    column_settings: [{ align: 'right', is_wrapped: true }, {}],
  },
  {
    ...{ type: 'data_table', caption: 'x', page_size: 100, row_header_column_index: 0 },
    rows: [[{ type: 'raw_text', text: 'x' }], [richText]],
  },
  {
    ...{ type: 'card', hero_image: image, icon: image, title: { type: 'mrkdwn', text: 'x' } },
    ...{ subtitle: { type: 'mrkdwn', text: 'x' }, body: { type: 'mrkdwn', text: 'x' } },
    actions: [{ type: 'button', text: text() }],
  },
  { type: 'carousel', elements: [{ type: 'card', title: { type: 'mrkdwn', text: 'x' } }] },
  { type: 'container', rich_text_title: richText, child_blocks: [{ type: 'divider' }] },
  {
    ...{ type: 'container', title: text(), subtitle: text(), icon: image, width: 'full', child_blocks: [richText] },
    ...{ is_collapsible: true, default_collapsed: true, has_header_divider: false },
  },
  {
    type: 'context_actions',
    elements: [
      { type: 'icon_button', icon: 'trash', text: text(), action_id: 'a', value: 'v', visible_to_user_ids: ['U1'] },
      {
        type: 'feedback_buttons',
        positive_button: { text: text(), value: 'v', accessibility_label: 'x' },
        negative_button: { text: text(), value: 'v' },
      },
    ],
  },
  {
    ...{ type: 'task_card', task_id: '1', title: 'x', details: richText, output: richText, status: 'complete' },
    sources: [{ type: 'url', url: 'https://example.com', text: 'x' }],
  },
  { type: 'plan', title: 'x', tasks: [{ type: 'task_card', task_id: '1', title: 'x', status: 'pending' }] },
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
