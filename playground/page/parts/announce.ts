import type { Message } from '../../slack/protocol.js';
import type { Store } from '../connection/store.js';
import { h } from '../dom/h.js';
import { authorOf } from './author-of.js';

const region = h('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });

/**
 * Reads a new or changed message out: its author and its top-level text, not its blocks,
 * because that text is what Slack gives screen readers too.
 */
export function announce(message: Message, { workspace }: Store): void {
  if (!region.isConnected) document.body.append(region);
  region.textContent = `${authorOf(message, workspace.users).name}: ${message.text}`;
}
