import { everyElement } from '../checks/walk-blocks.js';
import type { Core } from '../core.js';
import { createAnswers } from '../create-answers.js';
import { deliver } from '../deliver.js';
import { messageJson } from '../message-json.js';
import { commonPayload, payloadName } from '../payload-parts.js';
import type { Json } from '../protocol.js';
import type { Delivery } from '../recordings.js';
import { TEAM } from '../seed-workspace.js';
import { viewJson } from '../view-json.js';
import type { StoredMessage } from '../workspace-state.js';
import { type Choice, elementValue, type ViewValues } from './element-value.js';
import { containerPayload, findElement, type Pointing } from './find-element.js';

export interface Click extends Pointing {
  /** The chosen option's `value`; absent for a button. */
  selectedValue?: string;
  /** The chosen option's text, for an external select. */
  selectedText?: string;
  /** The `value`s of all checked boxes. */
  selectedValues?: string[];
  /** Other input on the user's screen. */
  values?: ViewValues;
}

/**
 * Sends a `block_actions` payload; `message` is left out for ephemeral ones, as Slack does.
 * @see https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
 */
export async function clickElement(core: Core, click: Click): Promise<Delivery> {
  const { container, element, block } = findElement(core, click);
  const choice = choiceOf(click);
  const action = actionPayload(core, element, block, choice);
  const blocks = container.view ? (container.view.given.blocks as Json[]) : container.message.blocks;
  const values = stateValues(blocks, { clicked: element, choice, given: click.values ?? {} });
  const answers = createAnswers();
  const payload = {
    type: 'block_actions',
    ...commonPayload(core, click.user),
    container: containerPayload(container),
    trigger_id: core.triggers.create(click.user),
    ...(container.view
      ? { view: viewJson(core, container.view, values) }
      : messagePayload(core, container.message, click.user, values, answers.add)),
    actions: [action],
  };
  const delivery = await deliver(core, 'block_actions', payload, answers);
  if (delivery.outcome === 'acknowledged' && delivery.body.trim() !== '')
    core.recordings.addViolation({
      kind: 'warning',
      where: 'block_actions',
      error: 'acknowledgement_body_ignored',
      notes: [],
      body: delivery.body,
    });
  return delivery;
}

const choiceOf = ({ selectedValue: value, selectedText: text, selectedValues: values }: Click): Choice => ({
  ...(value !== undefined && { value }),
  ...(text !== undefined && { text }),
  ...(values !== undefined && { values }),
});

/** Without what the container adds. */
function actionPayload(core: Core, element: Json, block: Json, choice: Choice): Json {
  const { type, action_id, text, value, placeholder } = element;
  return {
    type,
    action_id,
    block_id: block.block_id,
    ...elementValue(element, choice),
    action_ts: `${(core.now() / 1000).toFixed(6)}`,
    ...(text !== undefined && { text }),
    ...(value !== undefined && { value }),
    ...(placeholder !== undefined && { placeholder }),
  };
}

function messagePayload(
  core: Core,
  message: StoredMessage,
  user: string,
  values: Json,
  answered: (message: StoredMessage) => void,
): Json {
  const channel = core.state.channels.get(message.channel);
  const { ts: original, threadTs, visibleTo } = message;
  const interaction = { kind: 'action' as const, channel: message.channel, user, original, answered };
  return {
    ...(channel && { channel: { id: channel.id, name: payloadName(channel) } }),
    ...(visibleTo === undefined && { message: messageJson(message) }),
    state: { values },
    response_url:
      core.url() + core.responseUrls.create(TEAM.id, { ...interaction, ...(threadTs !== undefined && { threadTs }) }),
  };
}

/** block_id → action_id → value. */
function stateValues(
  blocks: Json[],
  { clicked, choice, given }: { clicked: Json; choice: Choice; given: ViewValues },
): ViewValues {
  const values: ViewValues = {};
  for (const { element, block } of everyElement(blocks)) {
    const [blockId, actionId] = [String(block.block_id), String(element.action_id)];
    const isClicked = element.action_id === clicked.action_id;
    const value = elementValue(element, isClicked ? choice : undefined);
    if (!value) continue;
    const shown = isClicked ? value : (given[blockId]?.[actionId] ?? value);
    values[blockId] = { ...values[blockId], [actionId]: { type: element.type, ...shown } };
  }
  return values;
}
