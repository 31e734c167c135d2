import * as z from 'zod';
import { button, overflow, workflowButton } from './button-schemas.js';
import { choices, datepicker, datetimepicker, richTextInput, timepicker, typedInputs } from './input-schemas.js';
import { selects } from './select-schemas.js';
import { shortText, webAddress } from './text-schemas.js';

/** An `image` element; whether `image_url` or `slack_file` is given is checked with the blocks. */
export const imageElement = z.strictObject({
  type: z.literal('image'),
  alt_text: shortText(2000),
  image_url: webAddress.optional(),
  slack_file: z.strictObject({ id: z.string().min(1).optional(), url: webAddress.optional() }).optional(),
});

/** What an `actions` block may hold. */
export const actionsElement = z.discriminatedUnion('type', [
  button,
  overflow,
  workflowButton,
  richTextInput,
  ...selects,
  ...choices,
  datepicker,
  timepicker,
  datetimepicker,
]);

/** What a `section` may have at its side. */
export const accessory = z.discriminatedUnion('type', [
  button,
  overflow,
  workflowButton,
  imageElement,
  ...selects,
  ...choices,
  datepicker,
  timepicker,
]);

/** What an `input` block may ask with. */
export const inputElement = z.discriminatedUnion('type', [
  richTextInput,
  ...typedInputs,
  ...selects,
  ...choices,
  datepicker,
  timepicker,
  datetimepicker,
]);
