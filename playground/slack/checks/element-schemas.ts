import * as z from 'zod';
import { confirmation, option, optionLists, richOption } from './option-schemas.js';
import { address, identifier, plainText, shortText } from './text-schemas.js';

const flag = z.boolean().optional();
const confirmable = { action_id: identifier, confirm: confirmation.optional() };
const focusable = { focus_on_load: flag };
const placeholder = { placeholder: plainText(150).optional() };
const picker = { ...confirmable, ...focusable, ...placeholder };
const richOptions = z.array(richOption).min(1).max(10);

const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  value: shortText(2000).optional(),
  url: address.optional(),
  ...confirmable,
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: shortText(75).optional(),
});

const choosers = [
  z.strictObject({ type: z.literal('static_select'), ...picker, ...optionLists, initial_option: option.optional() }),
  z.strictObject({
    type: z.literal('external_select'),
    ...picker,
    min_query_length: z.int().min(0).optional(),
    initial_option: option.optional(),
  }),
  z.strictObject({
    type: z.literal('checkboxes'),
    ...confirmable,
    ...focusable,
    options: richOptions,
    initial_options: richOptions.optional(),
  }),
  z.strictObject({
    type: z.literal('radio_buttons'),
    ...confirmable,
    ...focusable,
    options: richOptions,
    initial_option: richOption.optional(),
  }),
] as const;

const plainTextInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: identifier,
  ...focusable,
  ...placeholder,
  dispatch_action_config: z
    .strictObject({ trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1) })
    .optional(),
  initial_value: shortText(3000, 0).optional(),
  multiline: flag,
  min_length: z.int().min(0).max(3000).optional(),
  max_length: z.int().min(1).max(3000).optional(),
});

/** For an `actions` block and a `section`'s accessory. */
export const clickable = z.discriminatedUnion('type', [button, ...choosers]);

/** For an `input` block. */
export const inputElement = z.discriminatedUnion('type', [plainTextInput, ...choosers]);
