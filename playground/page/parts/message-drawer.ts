import type { Message } from '../../slack/protocol.js';
import { renderMrkdwn } from '../blocks/render-text.js';
import { namesIn } from '../connection/create-block-context.js';
import type { Store } from '../connection/store.js';
import { h } from '../dom/h.js';
import { drawMessage } from './draw-message.js';
import { drawThread } from './draw-thread.js';

interface Drawn {
  message: Message;
  /** For a broadcast reply: its parent. */
  parent: Message | undefined;
  element: HTMLElement;
  /** What the thread was drawn from, to redraw it only when it differs. */
  thread: { replies: Message[]; isOpen: boolean };
}

/**
 * Redraws only changed messages, so that others keep focus and open menus. The focus moves to the same control of the
 * new version: paging by keyboard stays on **Next page**.
 */
export function createMessageDrawer(store: Store, onToggle: () => void) {
  const drawn = new Map<string, Drawn>();
  const openThreads = new Set<string>();
  const toggle = (ts: string) => {
    if (!openThreads.delete(ts)) openThreads.add(ts);
    onToggle();
  };
  const drawOnce = (message: Message, parent?: Message): Drawn => {
    const key = parent ? `${message.ts} in the channel` : message.ts;
    const before = drawn.get(key);
    if (before?.message === message && before.parent === parent) return before;
    const element = drawMessage(message, store, parent ? drawParent(parent) : drawIsInChannel(message));
    if (before) replaceKeepingFocus(before.element, element);
    const now = { message, parent, element, thread: { replies: [], isOpen: false } };
    drawn.set(key, now);
    return now;
  };
  const drawParent = (parent: Message) => {
    const show = () => {
      openThreads.add(parent.ts);
      onToggle();
      drawn.get(parent.ts)?.element.scrollIntoView({ block: 'start' });
    };
    const words = renderMrkdwn(parent.text, namesIn(store));
    return h('button', { type: 'button', class: 'replied-to', onclick: show }, 'replied to a thread: ', words);
  };
  return {
    draw(message: Message, replies: Message[]): HTMLElement {
      const entry = drawOnce(message);
      const isOpen = openThreads.has(message.ts);
      const { thread } = entry;
      const isSame = thread.isOpen === isOpen && thread.replies.length === replies.length;
      if (isSame && replies.every((reply, index) => reply === thread.replies[index])) return entry.element;
      entry.thread = { replies, isOpen };
      const slot = entry.element.querySelector('.thread-slot');
      const hadFocus = slot?.contains(document.activeElement);
      const drawReply = (reply: Message) => drawOnce(reply).element;
      slot?.replaceChildren(drawThread(replies, isOpen, () => toggle(message.ts), store, drawReply));
      if (hadFocus) slot?.querySelector<HTMLElement>('.thread-toggle')?.focus({ preventScroll: true });
      return entry.element;
    },
    /** With its parent, which leads to the thread. */
    drawBroadcast: (message: Message, parent: Message): HTMLElement => drawOnce(message, parent).element,
    /** Redraws everything: names may have changed, or the channel. */
    forget: () => drawn.clear(),
  };
}

const drawIsInChannel = ({ isBroadcast }: Message) =>
  isBroadcast ? h('div', { class: 'replied-to' }, 'also sent to the channel') : null;

function replaceKeepingFocus(before: HTMLElement, after: HTMLElement): void {
  const focused = before.contains(document.activeElement) ? document.activeElement : null;
  before.replaceWith(after);
  if (!focused) return;
  const label = focused.textContent;
  const controls = [...after.querySelectorAll<HTMLElement>('button, a')];
  (controls.find((control) => control.textContent === label) ?? after).focus({ preventScroll: true });
}
