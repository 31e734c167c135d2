import type { Message } from '../../slack/protocol.js';
import type { Store } from '../connection/store.js';
import { h } from '../dom/h.js';
import { authorOf } from './author-of.js';

const region = h('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });

/** Announces a new or changed message to screen readers: its author and top-level text, as Slack does. */
export function announce(message: Message, { workspace }: Store): void {
  if (!region.isConnected) document.body.append(region);
  region.textContent = `${authorOf(message, workspace.users).name}: ${message.text}`;
}
