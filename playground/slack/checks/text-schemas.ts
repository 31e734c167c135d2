import * as z from 'zod';
import { escapedLength } from './escaped-length.js';

/** Slack counts UTF-16 units; zod's own `max` counts code points. */
export const shortText = (most: number, least = 1) =>
  z
    .string()
    .min(least)
    .refine((text) => text.length <= most, `must be less than ${most + 1} characters`);

/** 1 to `max` UTF-16 units, at most 3,000. */
export const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: shortText(max), emoji: z.boolean().optional() });

/** 1 to `max` UTF-16 units, both as written and after Slack's escaping. */
export const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: shortText(max).refine(
      (text) => text.length > max || escapedLength(text) <= max,
      `must be less than ${max + 1} characters`,
    ),
    verbatim: z.boolean().optional(),
  });

export const textObject = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);

/** For `block_id`, `action_id`, `callback_id`. */
export const identifier = shortText(255).optional();

/** A URL for people, up to 3,000 UTF-16 units. */
export const address = shortText(3000).refine(
  (url) => /^(https?|mailto|slack|tel):/i.test(url) && URL.canParse(url),
  'must be a valid URL',
);
