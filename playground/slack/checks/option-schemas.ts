import * as z from 'zod';
import { mrkdwn, plainText, shortText, textObject } from './text-schemas.js';

// The docs allow 150 for a value, Slack's types 75.
const describing = { value: shortText(75), description: plainText(75).optional() };

/** For selects: plain text only. */
export const option = z.strictObject({ text: plainText(75), ...describing });

/** For checkboxes and radio buttons: mrkdwn too. */
export const richOption = z.strictObject({
  text: textObject(75),
  ...describing,
  description: z.discriminatedUnion('type', [plainText(75), mrkdwn(75)]).optional(),
});

export const optionGroup = z.strictObject({ label: plainText(75), options: z.array(option).min(1).max(100) });

/** At most 100 `options` or `option_groups`; `oneListOfOptions` checks that only one is given. */
export const optionLists = {
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};

export const confirmation = z.strictObject({
  title: plainText(100).optional(),
  text: textObject(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});
