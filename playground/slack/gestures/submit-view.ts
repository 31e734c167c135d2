import { everyElement, isObject } from '../checks/walk-blocks.js';
import type { Core } from '../core.js';
import { createAnswers } from '../create-answers.js';
import { deliver } from '../deliver.js';
import { checkedView, pushView, replaceView } from '../methods/views.js';
import { commonPayload } from '../payload-parts.js';
import type { Json } from '../protocol.js';
import { parseJson } from '../read-arguments.js';
import type { Delivery } from '../recordings.js';
import { SlackRefusal } from '../slack-refusal.js';
import { viewJson } from '../view-json.js';
import type { StoredView } from '../view-stacks.js';
import { elementValue, type ViewValues } from './element-value.js';

/** The modal on top of a user's stack. @throws Error when it is another than expected. */
export interface ViewOnTop {
  user: string;
  viewId?: string;
}

/** Submits the modal on top and does what the app answers: close, clear, update, push or show errors. */
export async function submitView(core: Core, at: ViewOnTop, values: ViewValues = {}): Promise<Delivery> {
  const { user } = at;
  const view = topOf(core, at);
  if (view.given.submit === undefined) throw new Error('That view has no submit button.');
  const payload = {
    type: 'view_submission',
    ...commonPayload(core, user),
    trigger_id: core.triggers.create(user),
    view: viewJson(core, view, allValues(view, values)),
    response_urls: [],
  };
  const delivery = await deliver(core, 'view_submission', payload, createAnswers());
  if (delivery.outcome === 'acknowledged') followAnswer(core, view, delivery);
  return delivery;
}

/** Closes the modal on top; notifies the app if it asked for that. */
export async function closeView(core: Core, at: ViewOnTop): Promise<Delivery | undefined> {
  const { user } = at;
  const view = topOf(core, at);
  const isCleared = view.given.clear_on_close === true;
  core.state.views.set(user, isCleared ? [] : core.state.views.of(user).slice(0, -1));
  if (view.given.notify_on_close !== true) return undefined;
  const payload = {
    type: 'view_closed',
    ...commonPayload(core, user),
    view: viewJson(core, view),
    is_cleared: isCleared,
  };
  return await deliver(core, 'view_closed', payload, createAnswers());
}

function topOf(core: Core, { user, viewId }: ViewOnTop): StoredView {
  const view = core.state.views.of(user).at(-1);
  if (!view || (viewId !== undefined && view.id !== viewId)) throw new Error('That view is not open on top.');
  return view;
}

/** Given values over initial ones. @throws Error for an empty required field, which Slack would not send. */
function allValues(view: StoredView, given: ViewValues): ViewValues {
  const values: ViewValues = {};
  for (const { element, block } of everyElement(view.given.blocks as Json[])) {
    const [blockId, actionId] = [String(block.block_id), String(element.action_id)];
    const value = given[blockId]?.[actionId] ?? elementValue(element);
    if (!value) continue;
    const isEmpty = Object.entries(value).every(([key, part]) => key === 'type' || isEmptyPart(part));
    if (block.type === 'input' && block.optional !== true && isEmpty)
      throw new Error(`Please complete this required field: ${blockId}.`);
    refuseLength(element, value, blockId);
    values[blockId] = { ...values[blockId], [actionId]: { type: element.type, ...value } };
  }
  return values;
}

/** Slack's clients enforce these lengths. */
function refuseLength({ min_length: min = 0, max_length: max = 3000 }: Json, value: Json, blockId: string): void {
  if (typeof value.value !== 'string' || value.value === '') return;
  const { length } = value.value;
  if (length < Number(min) || length > Number(max)) throw new Error(`${blockId} takes ${min} to ${max} characters.`);
}

const isEmptyPart = (part: unknown) => part === null || part === '' || (Array.isArray(part) && part.length === 0);

function followAnswer(core: Core, view: StoredView, delivery: Delivery): void {
  const answer = delivery.body.trim() === '' ? {} : parseJson(delivery.body);
  try {
    if (!isObject(answer)) throw new SlackRefusal('invalid_response');
    followAction(core, view, answer);
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    delivery.outcome = error.error;
    const { notes } = error;
    core.recordings.addViolation({ kind: 'refused', where: delivery.kind, error: error.error, notes, body: answer });
  }
}

function followAction(core: Core, view: StoredView, answer: Json): void {
  const { user } = view;
  switch (answer.response_action) {
    case undefined:
      core.state.views.set(user, core.state.views.of(user).slice(0, -1));
      break;
    case 'clear':
      core.state.views.set(user, []);
      break;
    case 'update':
      replaceView(core, view, checkedView(answer.view));
      break;
    case 'push':
      pushView(core, user, checkedView(answer.view));
      break;
    case 'errors':
      checkErrors(view, answer.errors);
      break;
    default:
      throw new SlackRefusal('invalid_response_action');
  }
}

/** Errors must name input blocks of the view. */
function checkErrors(view: StoredView, errors: unknown): void {
  const inputs = (view.given.blocks as Json[]).filter(({ type }) => type === 'input').map(({ block_id: id }) => id);
  const isKnown =
    isObject(errors) && Object.keys(errors).length > 0 && Object.keys(errors).every((id) => inputs.includes(id));
  if (!isKnown) throw new SlackRefusal('invalid_errors');
}
