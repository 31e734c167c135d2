import * as z from 'zod';
import { escapedLength } from './escaped-length.js';

/** A string of `least` to `most` UTF-16 units, which is how Slack counts; zod's own `max` counts code points. */
export const shortText = (most: number, least = 1) =>
  z
    .string()
    .min(least)
    .refine((text) => text.length <= most, `must be less than ${most + 1} characters`);

/** `type: plain_text` of 1 to `max` UTF-16 units; Slack allows no text object more than 3,000. */
export const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: shortText(max), emoji: z.boolean().optional() });

/** `type: mrkdwn` of 1 to `max` UTF-16 units, both as written and after the escaping Slack does itself. */
export const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: shortText(max).refine(
      (text) => text.length > max || escapedLength(text) <= max,
      `must be less than ${max + 1} characters`,
    ),
    verbatim: z.boolean().optional(),
  });

/** Either text object, of 1 to `max` UTF-16 units. */
export const textObject = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);

/** A string that Slack keeps as an identifier: `block_id`, `action_id`, `callback_id`. */
export const identifier = shortText(255).optional();

/** An address a person may be sent to, up to 3,000 UTF-16 units. */
export const address = shortText(3000).refine(
  (url) => /^(https?|mailto|slack|tel):/i.test(url) && URL.canParse(url),
  'must be a valid URL',
);
