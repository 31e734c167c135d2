import * as z from 'zod';
import { address, identifier } from './text-schemas.js';

const flag = z.boolean().optional();
const style = z
  .strictObject({ bold: flag, italic: flag, strike: flag, code: flag, underline: flag, highlight: flag, unlink: flag })
  .optional();

const DATE_TOKENS = [
  ...['date_num', 'date_slash', 'date_long', 'date_long_full', 'date_long_pretty', 'date', 'date_pretty'],
  ...['date_short', 'date_short_pretty', 'time', 'time_secs', 'ago', 'day_divider_pretty'],
];

const dateFormat = z
  .string()
  .min(1)
  .refine(
    (format) => (format.match(/\{[^}]*\}/g) ?? []).every((token) => DATE_TOKENS.includes(token.slice(1, -1))),
    'must use valid date tokens',
  );

const text = z.strictObject({ type: z.literal('text'), text: z.string().min(1), style });
const link = z.strictObject({
  type: z.literal('link'),
  url: address,
  text: z.string().min(1).optional(),
  unsafe: flag,
  style,
});

const leaf = z.discriminatedUnion('type', [
  text,
  link,
  z.strictObject({
    type: z.literal('emoji'),
    name: z.string().regex(/^[^:\s]+$/, 'must be a valid emoji name'),
    unicode: z.string().optional(),
    url: address.optional(),
    skin_tone: z.int().min(1).max(6).optional(),
    style,
  }),
  z.strictObject({ type: z.literal('user'), user_id: z.string().regex(/^[UW][A-Z0-9]+$/, 'invalid user_id'), style }),
  z.strictObject({
    type: z.literal('usergroup'),
    usergroup_id: z.string().regex(/^S[A-Z0-9]+$/, 'invalid usergroup_id'),
    style,
  }),
  z.strictObject({
    type: z.literal('channel'),
    channel_id: z.string().regex(/^[CGD][A-Z0-9]+$/, 'invalid channel_id'),
    style,
  }),
  z.strictObject({
    type: z.literal('date'),
    // Whole seconds: AWS's fractions are refused.
    timestamp: z.int(),
    format: dateFormat,
    url: address.optional(),
    fallback: z.string().min(1).optional(),
    timezone: z.string().optional(),
    style,
  }),
]);

const border = z.union([z.literal(0), z.literal(1)]).optional();
const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(leaf).min(1) });

export const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: identifier,
  elements: z
    .array(
      z.discriminatedUnion('type', [
        section,
        z.strictObject({
          type: z.literal('rich_text_list'),
          elements: z.array(section).min(1),
          style: z.enum(['bullet', 'ordered']),
          indent: z.int().min(0).max(8).optional(),
          offset: z.int().min(0).optional(),
          border,
        }),
        z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(leaf).min(1), border }),
        z.strictObject({
          type: z.literal('rich_text_preformatted'),
          elements: z.array(z.discriminatedUnion('type', [text, link])).min(1),
          border,
        }),
      ]),
    )
    .min(1),
});
