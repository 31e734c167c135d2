import * as z from 'zod';
import { button, contextActionsElement } from './button-schemas.js';
import { chart } from './chart-schema.js';
import { accessory, actionsElement, imageElement, inputElement } from './element-schemas.js';
import { richText } from './rich-text-schema.js';
import { dataTable, table } from './table-schemas.js';
import { address, identifier, mrkdwn, plainText, shortText, textObject, webAddress } from './text-schemas.js';

const flag = z.boolean().optional();
const block = { block_id: identifier };

const actions = z.strictObject({
  type: z.literal('actions'),
  ...block,
  elements: z.array(actionsElement).min(1).max(25),
});
const context = z.strictObject({
  type: z.literal('context'),
  ...block,
  elements: z
    .array(z.discriminatedUnion('type', [imageElement, plainText(3000), mrkdwn(3000)]))
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
const image = z.strictObject({ ...imageElement.shape, ...block, title: plainText(2000).optional() });
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
  accessory: accessory.optional(),
  expand: flag,
});
const video = z.strictObject({
  type: z.literal('video'),
  ...block,
  video_url: webAddress,
  thumbnail_url: webAddress,
  alt_text: z.string().min(1),
  title: plainText(199),
  title_url: webAddress.optional(),
  author_name: shortText(49, 0).optional(),
  provider_name: z.string().optional(),
  provider_icon_url: address.optional(),
  description: plainText(199).optional(),
});
const alert = z.strictObject({
  type: z.literal('alert'),
  ...block,
  text: textObject(200),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
});
const card = z.strictObject({
  type: z.literal('card'),
  ...block,
  hero_image: imageElement.optional(),
  icon: imageElement.optional(),
  title: mrkdwn(150).optional(),
  subtitle: mrkdwn(150).optional(),
  body: mrkdwn(200).optional(),
  actions: z.array(button).min(1).max(3).optional(),
});
const carousel = z.strictObject({ type: z.literal('carousel'), ...block, elements: z.array(card).min(1).max(10) });
const contextActions = z.strictObject({
  type: z.literal('context_actions'),
  ...block,
  elements: z.array(contextActionsElement).min(1).max(5),
});
const markdown = z.strictObject({ type: z.literal('markdown'), ...block, text: shortText(12_000) });
const taskCard = z.strictObject({
  type: z.literal('task_card'),
  ...block,
  task_id: z.string().min(1),
  title: z.string().min(1),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(z.strictObject({ type: z.literal('url'), url: address, text: z.string().min(1) })).optional(),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']),
});
const plan = z.strictObject({
  type: z.literal('plan'),
  ...block,
  title: z.string().min(1),
  tasks: z.array(taskCard).optional(),
});
const container = z.strictObject({
  type: z.literal('container'),
  ...block,
  title: plainText(150).optional(),
  rich_text_title: richText.optional(),
  subtitle: textObject(150).optional(),
  child_blocks: z
    .array(
      z.discriminatedUnion('type', [actions, context, divider, header, image, input, richText, section, table, video]),
    )
    .min(1)
    .max(10),
  width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
  icon: imageElement.optional(),
  is_collapsible: flag,
  default_collapsed: flag,
  has_header_divider: flag,
});

const everywhere = [actions, context, divider, header, image, input, richText, section, video] as const;
const messagesOnly = [card, carousel, container, contextActions, markdown, plan, taskCard] as const;

/** Where blocks are to be shown. An ephemeral message and one sent to a `response_url` take no tables. */
export type Surface = 'message' | 'ephemeral' | 'response_url' | 'modal';

const untabled = z.discriminatedUnion('type', [...everywhere, ...messagesOnly]);

/** Slack's blocks by where they may be shown. `file` is missing: apps cannot post it. */
export const blockOn = {
  message: z.discriminatedUnion('type', [...everywhere, ...messagesOnly, table, dataTable, chart]),
  ephemeral: untabled,
  response_url: untabled,
  modal: z.discriminatedUnion('type', [...everywhere, alert]),
} as const;
