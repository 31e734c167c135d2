import * as z from 'zod';
import { clickable, inputElement } from './element-schemas.js';
import { richText } from './rich-text-schema.js';
import { identifier, mrkdwn, plainText, textObject } from './text-schemas.js';

const flag = z.boolean().optional();
const block = { block_id: identifier };

const actions = z.strictObject({
  type: z.literal('actions'),
  ...block,
  elements: z.array(clickable).min(1).max(25),
});
const context = z.strictObject({
  type: z.literal('context'),
  ...block,
  elements: z
    .array(z.discriminatedUnion('type', [plainText(3000), mrkdwn(3000)]))
    .min(1)
    .max(10),
});
const divider = z.strictObject({ type: z.literal('divider'), ...block });
const header = z.strictObject({
  type: z.literal('header'),
  ...block,
  text: plainText(150),
  level: z.int().min(1).max(4).optional(),
});
const input = z.strictObject({
  type: z.literal('input'),
  ...block,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  element: inputElement,
  optional: flag,
  dispatch_action: flag,
});
const section = z.strictObject({
  type: z.literal('section'),
  ...block,
  text: textObject(3000).optional(),
  fields: z.array(textObject(2000)).min(1).max(10).optional(),
  accessory: clickable.optional(),
  expand: flag,
});

/** The block types that the bot sends; others are refused as unknown. */
export const anyBlock = z.discriminatedUnion('type', [actions, context, divider, header, input, richText, section]);
