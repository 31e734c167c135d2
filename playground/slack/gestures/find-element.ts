import { everyElement } from '../checks/walk-blocks.js';
import type { Core } from '../core.js';
import type { Json } from '../protocol.js';
import type { StoredView } from '../view-stacks.js';
import type { StoredMessage } from '../workspace-state.js';

/** A message, or the modal on top. */
export type Container = { message: StoredMessage; view?: undefined } | { view: StoredView; message?: undefined };

/** What a user clicks. */
export interface Pointing {
  user: string;
  /** `blocks` are those on the user's screen, which may be outdated. */
  message?: { channel: string; ts: string; blocks?: Json[] };
  viewId?: string;
  /** Optional when `actionId` is unique. */
  blockId?: string;
  actionId: string;
}

/** The element as the user sees it. @throws Error when the user can't see it. */
export function findElement(core: Core, at: Pointing): { container: Container; element: Json; block: Json } {
  const container = findContainer(core, at);
  const blocks =
    at.message?.blocks ?? (container.view ? (container.view.given.blocks as Json[]) : container.message.blocks);
  const fitting = everyElement(blocks).filter(
    ({ element, block }) =>
      element.action_id === at.actionId && (at.blockId === undefined || block.block_id === at.blockId),
  );
  const [found, second] = fitting;
  if (!found) throw new Error(`There is no element with action_id "${at.actionId}" to act on.`);
  if (second) throw new Error(`There are several elements with action_id "${at.actionId}"; name the block.`);
  return { container, element: found.element, block: found.block };
}

function findContainer(core: Core, { user, message, viewId }: Pointing): Container {
  if (message) return { message: findMessage(core, user, message.channel, message.ts) };
  const view = core.state.views.of(user).at(-1);
  if (!view || (viewId !== undefined && view.id !== viewId)) throw new Error('That view is not open on top.');
  return { view };
}

function findMessage(core: Core, user: string, channel: string, ts: string): StoredMessage {
  const message = core.state.find(channel, ts);
  if (!message) throw new Error(`There is no message ${ts} in channel ${channel}.`);
  if (message.visibleTo !== undefined && message.visibleTo !== user) throw new Error(`${user} does not see ${ts}.`);
  if (!core.state.channels.get(channel)?.members.includes(user)) throw new Error(`${user} is not in ${channel}.`);
  return message;
}

/** An ephemeral message is marked as such and has no `message`. */
export function containerPayload(container: Container): Json {
  if (container.view) return { type: 'view', view_id: container.view.id };
  const { ts, channel, visibleTo, threadTs } = container.message;
  return {
    type: 'message',
    message_ts: ts,
    channel_id: channel,
    is_ephemeral: visibleTo !== undefined,
    ...(threadTs !== undefined && { thread_ts: threadTs }),
  };
}
