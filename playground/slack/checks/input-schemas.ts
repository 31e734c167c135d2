import * as z from 'zod';
import { action, confirmable, flag, focusable, picker, placeholder } from './element-parts.js';
import { richOption } from './option-schemas.js';
import { richText } from './rich-text-schema.js';
import { shortText } from './text-schemas.js';

const typed = {
  ...action,
  ...focusable,
  ...placeholder,
  dispatch_action_config: z
    .strictObject({ trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1) })
    .optional(),
};
const richOptions = z.array(richOption).min(1).max(10);
const lines = z.int().min(1).max(100).optional();
const text = z.string().optional();

export const choices = [
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

const date = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'must be a YYYY-MM-DD date');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a HH:mm time');

export const datepicker = z.strictObject({ type: z.literal('datepicker'), ...picker, initial_date: date.optional() });

export const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...picker,
  initial_time: time.optional(),
  timezone: text,
});

export const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...confirmable,
  ...focusable,
  // Ten digits of seconds.
  initial_date_time: z.int().min(1e9).max(9_999_999_999).optional(),
});

export const richTextInput = z.strictObject({
  type: z.literal('rich_text_input'),
  ...typed,
  initial_value: richText.optional(),
  min_lines: lines,
  max_lines: lines,
});

/** What is typed into; for `input` blocks only. */
export const typedInputs = [
  z.strictObject({
    type: z.literal('plain_text_input'),
    ...typed,
    initial_value: shortText(3000, 0).optional(),
    multiline: flag,
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
  }),
  z.strictObject({ type: z.literal('email_text_input'), ...typed, initial_value: text }),
  z.strictObject({ type: z.literal('url_text_input'), ...typed, initial_value: text }),
  z.strictObject({
    type: z.literal('number_input'),
    ...typed,
    is_decimal_allowed: z.boolean(),
    initial_value: text,
    min_value: text,
    max_value: text,
  }),
  z.strictObject({
    type: z.literal('file_input'),
    ...action,
    filetypes: z.array(z.string()).optional(),
    max_files: z.int().min(1).max(10).optional(),
  }),
] as const;
