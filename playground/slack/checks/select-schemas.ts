import * as z from 'zod';
import { flag, picker } from './element-parts.js';
import { option, optionLists } from './option-schemas.js';

const many = { ...picker, max_selected_items: z.int().min(1).optional() };
const query = { min_query_length: z.int().min(0).optional() };
const id = z.string().min(1).optional();
const ids = z.array(z.string().min(1)).min(1).optional();
const options = z.array(option).min(1).max(100).optional();
const filter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  })
  .optional();
const conversations = { default_to_current_conversation: flag, filter };
const respondable = { response_url_enabled: flag };

/** Menus that keep one choice, and those that keep several. */
export const selects = [
  z.strictObject({ type: z.literal('static_select'), ...picker, ...optionLists, initial_option: option.optional() }),
  z.strictObject({ type: z.literal('external_select'), ...picker, ...query, initial_option: option.optional() }),
  z.strictObject({ type: z.literal('users_select'), ...picker, initial_user: id }),
  z.strictObject({ type: z.literal('channels_select'), ...picker, ...respondable, initial_channel: id }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...picker,
    ...conversations,
    ...respondable,
    initial_conversation: id,
  }),
  z.strictObject({ type: z.literal('multi_static_select'), ...many, ...optionLists, initial_options: options }),
  z.strictObject({ type: z.literal('multi_external_select'), ...many, ...query, initial_options: options }),
  z.strictObject({ type: z.literal('multi_users_select'), ...many, initial_users: ids }),
  z.strictObject({ type: z.literal('multi_channels_select'), ...many, initial_channels: ids }),
  z.strictObject({
    type: z.literal('multi_conversations_select'),
    ...many,
    ...conversations,
    initial_conversations: ids,
  }),
] as const;
