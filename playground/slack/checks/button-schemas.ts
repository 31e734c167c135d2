import * as z from 'zod';
import { action, confirmable, label } from './element-parts.js';
import { overflowOption } from './option-schemas.js';
import { address, plainText, shortText } from './text-schemas.js';

const value = shortText(2000);
const styled = { style: z.enum(['primary', 'danger']).optional(), accessibility_label: label };

export const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  value: value.optional(),
  url: address.optional(),
  ...confirmable,
  ...styled,
});

export const workflowButton = z.strictObject({
  type: z.literal('workflow_button'),
  text: plainText(75),
  workflow: z.looseObject({ trigger: z.looseObject({ url: address }) }),
  ...action,
  ...styled,
});

export const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...confirmable,
  options: z.array(overflowOption).min(1).max(5),
});

const feedbackButton = z.strictObject({ text: plainText(75), value, accessibility_label: label });

/** What a `context_actions` block may hold. */
export const contextActionsElement = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('feedback_buttons'),
    ...action,
    positive_button: feedbackButton,
    negative_button: feedbackButton,
  }),
  z.strictObject({
    type: z.literal('icon_button'),
    ...confirmable,
    icon: z.string().min(1),
    text: plainText(75),
    accessibility_label: label,
    value: value.optional(),
    visible_to_user_ids: z.array(z.string()).optional(),
  }),
]);
