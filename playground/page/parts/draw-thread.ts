import type { Message } from '../../slack/protocol.js';
import type { Store } from '../connection/store.js';
import { avatar } from '../dom/avatar.js';
import { h } from '../dom/h.js';
import { inReadersZone } from '../dom/time-element.js';
import { authorOf } from './author-of.js';

/** A line with the number of replies, which opens them. */
export function drawThread(
  replies: Message[],
  isOpen: boolean,
  toggle: () => void,
  store: Store,
  draw: (reply: Message) => HTMLElement,
): HTMLElement {
  const last = replies.at(-1);
  if (!last) return h('div', {});
  const faces = new Map(replies.map((reply) => [reply.user, authorOf(reply, store.workspace.users)]));
  const count = `${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}`;
  const when = inReadersZone(Number(last.ts), 'last {date_short_pretty} at {time}');
  return h(
    'div',
    { class: 'thread' },
    h(
      'button',
      { type: 'button', class: 'thread-toggle', 'aria-expanded': String(isOpen), onclick: toggle },
      ...[...faces.values()].slice(0, 3).map(avatar),
      h('strong', {}, count),
      h('span', {}, isOpen ? 'Hide replies' : when),
    ),
    isOpen && h('div', { class: 'replies' }, ...replies.map(draw)),
  );
}
