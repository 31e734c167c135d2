import type { Announcer } from './announcer.js';
import type { Json, ServerEvent, View } from './protocol.js';

export interface StoredView {
  id: string;
  user: string;
  /** What the app sent, ids filled in. */
  given: Json;
  /** Changes with every update; `views.update` may require it. */
  hash: string;
}

/** Open modals by user, newest last; a stack holds at most three. */
export interface ViewStacks {
  of(user: string): StoredView[];
  find(match: (view: StoredView) => boolean): StoredView | undefined;
  /** Replaces a user's whole stack. */
  set(user: string, stack: StoredView[]): void;
  changed: Announcer<ServerEvent>;
}

export function createViewStacks(changed: Announcer<ServerEvent>): ViewStacks {
  const stacks = new Map<string, StoredView[]>();
  return {
    changed,
    of: (user) => stacks.get(user) ?? [],
    find: (match) => [...stacks.values()].flat().find(match),
    set(user, stack) {
      stacks.set(user, stack);
      changed.announce({ type: 'view', view: topView(stack) });
    },
  };
}

/** The view on top, or null. */
export function topView(stack: StoredView[]): View | null {
  const top = stack.at(-1);
  if (!top) return null;
  const text = (key: string) => (top.given[key] as { text: string } | undefined)?.text;
  const [submit, close] = [text('submit'), text('close')];
  return {
    id: top.id,
    callbackId: String(top.given.callback_id ?? ''),
    title: text('title') ?? '',
    ...(submit !== undefined && { submit }),
    ...(close !== undefined && { close }),
    blocks: top.given.blocks as Json[],
    depth: stack.length - 1,
  };
}
