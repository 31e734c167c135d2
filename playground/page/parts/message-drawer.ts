import type { Message } from '../../slack/protocol.js';
import type { Store } from '../connection/store.js';
import { drawMessage } from './draw-message.js';
import { drawThread } from './draw-thread.js';

interface Drawn {
  message: Message;
  element: HTMLElement;
  /** What the thread below was drawn from: redrawn only when it differs. */
  thread: { replies: Message[]; isOpen: boolean };
}

/**
 * Draws messages once and again only when they change, so that an untouched one keeps its focus and its open menu.
 * A changed one hands the focus to the same control of its successor: paging by keyboard stays on **Next page**.
 */
export function createMessageDrawer(store: Store, onToggle: () => void) {
  const drawn = new Map<string, Drawn>();
  const openThreads = new Set<string>();
  const toggle = (ts: string) => {
    if (!openThreads.delete(ts)) openThreads.add(ts);
    onToggle();
  };

  const drawRoot = (message: Message): Drawn => {
    const before = drawn.get(message.ts);
    if (before?.message === message) return before;
    const element = drawMessage(message, store);
    if (before) replaceKeepingFocus(before.element, element);
    const now = { message, element, thread: { replies: [], isOpen: false } };
    drawn.set(message.ts, now);
    return now;
  };
  return {
    draw(message: Message, replies: Message[]): HTMLElement {
      const entry = drawRoot(message);
      const isOpen = openThreads.has(message.ts);
      const { thread } = entry;
      const isSame = thread.isOpen === isOpen && thread.replies.length === replies.length;
      if (isSame && replies.every((reply, index) => reply === thread.replies[index])) return entry.element;
      entry.thread = { replies, isOpen };
      const slot = entry.element.querySelector('.thread-slot');
      const hadFocus = slot?.contains(document.activeElement);
      slot?.replaceChildren(
        drawThread(
          replies,
          isOpen,
          () => toggle(message.ts),
          store,
          (reply) => drawRoot(reply).element,
        ),
      );
      if (hadFocus) slot?.querySelector<HTMLElement>('.thread-toggle')?.focus({ preventScroll: true });
      return entry.element;
    },
    /** Draws everything afresh from now on: names may have changed, or another channel is shown. */
    forget: () => drawn.clear(),
  };
}

function replaceKeepingFocus(before: HTMLElement, after: HTMLElement): void {
  const focused = before.contains(document.activeElement) ? document.activeElement : null;
  before.replaceWith(after);
  if (!focused) return;
  const label = focused.textContent;
  const controls = [...after.querySelectorAll<HTMLElement>('button, a')];
  (controls.find((control) => control.textContent === label) ?? after).focus({ preventScroll: true });
}
