import * as z from 'zod';
import { option, optionGroup } from '../checks/option-schemas.js';
import { notesOf } from '../checks/slack-words.js';
import { isObject, objects } from '../checks/walk-blocks.js';
import type { Core } from '../core.js';
import { createAnswers } from '../create-answers.js';
import { deliver } from '../deliver.js';
import { messageJson } from '../message-json.js';
import { commonPayload, payloadName } from '../payload-parts.js';
import type { Json } from '../protocol.js';
import { parseJson } from '../read-arguments.js';
import type { Delivery } from '../recordings.js';
import { viewJson } from '../view-json.js';
import { containerPayload, findElement, type Pointing } from './find-element.js';

// Slack's default.
const LEAST_QUERY = 3;
const answerSchema = z.union([
  z.strictObject({ options: z.array(option).max(100) }),
  z.strictObject({ option_groups: z.array(optionGroup).max(100) }),
]);

export interface OptionsAsked {
  /** Undefined when the text was too short for Slack to ask. */
  delivery?: Delivery;
  /** One group without label when the app gave none; empty without a valid answer. */
  groups: { label: string | null; options: Json[] }[];
}

/** Types into an `external_select` (docs.slack.dev/reference/interaction-payloads). */
export async function askOptions(core: Core, asked: Pointing & { value: string }): Promise<OptionsAsked> {
  const { container, element, block } = findElement(core, asked);
  if (asked.value.length < Number(element.min_query_length ?? LEAST_QUERY)) return { groups: [] };
  const { message, view } = container;
  const channel = message && core.state.channels.get(message.channel);
  const payload = {
    type: 'block_suggestion',
    ...commonPayload(core, asked.user),
    container: containerPayload(container),
    action_id: element.action_id,
    block_id: block.block_id,
    value: asked.value,
    ...(channel && { channel: { id: channel.id, name: payloadName(channel) } }),
    ...(message && message.visibleTo === undefined && { message: messageJson(message) }),
    ...(view && { view: viewJson(core, view) }),
  };
  const delivery = await deliver(core, 'block_suggestion', payload, createAnswers());
  return { delivery, groups: delivery.outcome === 'acknowledged' ? readGroups(core, delivery) : [] };
}

function readGroups(core: Core, delivery: Delivery): OptionsAsked['groups'] {
  const answer = parseJson(delivery.body);
  const schema =
    isObject(answer) && answer.option_groups !== undefined ? answerSchema.options[1] : answerSchema.options[0];
  const notes = notesOf(schema, answer, '');
  if (notes.length > 0) {
    delivery.outcome = 'invalid_options';
    const where = delivery.kind;
    core.recordings.addViolation({ kind: 'refused', where, error: 'invalid_options', notes, body: delivery.body });
    return [];
  }
  const { options, option_groups: groups } = answer as Json;
  if (!groups) return [{ label: null, options: objects(options) }];
  return objects(groups).map(({ label, options }) => ({
    label: (label as { text: string }).text,
    options: objects(options),
  }));
}
