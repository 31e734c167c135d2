import { checkView } from '../checks/check-view.js';
import type { Core } from '../core.js';
import { fillIds } from '../fill-ids.js';
import type { Json } from '../protocol.js';
import { randomDigits, randomId } from '../random-id.js';
import { structuredArgument, textArgument } from '../read-arguments.js';
import { SlackRefusal } from '../slack-refusal.js';
import { viewJson } from '../view-json.js';
import type { StoredView } from '../view-stacks.js';
import type { Method } from './method.js';

const MOST_VIEWS = 3;
const method = (run: Method['run']): Method => ({ scopes: [], run });

/** https://docs.slack.dev/reference/methods?family=views */
export const viewsMethods: Record<string, Method> = {
  'views.open': method((core, args) => {
    const given = readView(args);
    const user = core.triggers.use(args.trigger_id);
    const view = newView(user, given);
    core.state.views.set(user, [view]);
    return { view: viewJson(core, view) };
  }),

  'views.push': method((core, args) => {
    const given = readView(args);
    const user = core.triggers.use(args.trigger_id);
    return { view: viewJson(core, pushView(core, user, given)) };
  }),

  'views.update': method((core, args) => {
    const given = readView(args);
    const [id, externalId] = [textArgument(args, 'view_id'), textArgument(args, 'external_id')];
    const view = core.state.views.find((one) => (id ? one.id === id : one.given.external_id === externalId));
    if (!view || (!id && !externalId)) throw new SlackRefusal('not_found');
    if (args.hash !== undefined && args.hash !== view.hash) throw new SlackRefusal('hash_conflict');
    return { view: viewJson(core, replaceView(core, view, given)) };
  }),
};

/** A stack holds three. */
export function pushView(core: Core, user: string, given: Json): StoredView {
  const stack = core.state.views.of(user);
  if (stack.length === 0) throw new SlackRefusal('not_found');
  if (stack.length >= MOST_VIEWS) throw new SlackRefusal('push_limit_reached');
  const view = newView(user, given);
  core.state.views.set(user, [...stack, view]);
  return view;
}

export function replaceView(core: Core, view: StoredView, given: Json): StoredView {
  const updated = { ...newView(view.user, given), id: view.id };
  const stack = core.state.views.of(view.user).map((one) => (one.id === view.id ? updated : one));
  core.state.views.set(view.user, stack);
  return updated;
}

/** Checked, with ids filled in. */
export function checkedView(view: unknown): Json {
  const notes = checkView(view);
  if (notes.length > 0) throw new SlackRefusal('invalid_arguments', notes);
  const given = view as Json;
  return { ...given, blocks: fillIds(given.blocks as Json[]) };
}

const readView = (args: Json) => checkedView(structuredArgument(args, 'view'));

function newView(user: string, given: Json): StoredView {
  return { id: randomId('V'), user, given, hash: `${Math.floor(Date.now() / 1000)}.${randomDigits(8)}` };
}
