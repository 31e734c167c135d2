import type { Message } from '../../slack/protocol.js';
import type { Store } from '../connection/store.js';
import { h } from '../dom/h.js';
import { reconcile } from '../dom/reconcile.js';
import { inReadersZone } from '../dom/time-element.js';
import { announce } from './announce.js';
import { drawChannelStart } from './draw-channel-start.js';
import { createMessageDrawer } from './message-drawer.js';
import { stickToBottom } from './stick-to-bottom.js';

/** Two messages of one author this close together (seconds) share a heading, as in Slack. */
const TOGETHER_S = 300;

/** The messages of the selected channel, oldest first. @param suggest Puts a suggested command into the composer. */
export function messageList(store: Store, suggest: (text: string) => void): HTMLElement {
  const list = h('div', { class: 'message-list' });
  const scroller = h('div', { class: 'scroller', role: 'log', 'aria-live': 'off', tabindex: 0 }, list);
  const stick = stickToBottom(scroller, list);
  const drawer = createMessageDrawer(store, () => refresh());
  const dividers = new Map<string, HTMLElement>();
  let start: HTMLElement | undefined;

  const refresh = () => {
    const { workspace } = store;
    const all = [...(workspace.messages.get(store.selected())?.values() ?? [])].sort((a, b) => (a.ts < b.ts ? -1 : 1));
    const known = new Set(all.map(({ ts }) => ts));
    const isReply = ({ ts, threadTs }: Message) => threadTs !== undefined && threadTs !== ts && known.has(threadTs);
    const shown = all.filter((message) => !isReply(message));
    const nodes = shown.flatMap((message, index) => {
      const replies = all.filter((reply) => isReply(reply) && reply.threadTs === message.ts);
      const previous = shown[index - 1];
      const element = drawer.draw(message, replies);
      element.classList.toggle('compact', previous !== undefined && belongTogether(previous, message));
      return dayOf(previous) === dayOf(message) ? [element] : [divider(message), element];
    });
    reconcile(list, [...(start ? [start] : []), ...nodes]);
  };
  const divider = (message: Message) => {
    const day = dayOf(message);
    const made = dividers.get(day) ?? h('div', { class: 'day-divider', role: 'separator' }, h('span', {}, day));
    dividers.set(day, made);
    return made;
  };

  store.subscribe((change) => {
    if (change.type === 'selected' || change.type === 'snapshot') {
      const channel = store.workspace.channels.get(store.selected());
      scroller.setAttribute('aria-label', `Messages in ${channel?.name ?? ''}`);
      start = channel && drawChannelStart(channel, store, suggest);
      drawer.forget();
      refresh();
      stick.toBottom();
    } else if (change.type === 'message' && change.message.channel === store.selected()) {
      refresh();
      stick.onNewMessage();
      announce(change.message, store);
    } else if (change.type === 'message-deleted') refresh();
    else if (change.type === 'controls' && start) suggestAnew();
  });

  function suggestAnew(): void {
    const channel = store.workspace.channels.get(store.selected());
    start = channel && drawChannelStart(channel, store, suggest);
    refresh();
  }
  return h('div', { class: 'messages' }, scroller, stick.button);
}

const dayOf = (message: Message | undefined) =>
  message ? inReadersZone(Number(message.ts), '{day_divider_pretty}') : '';

function belongTogether(a: Message, b: Message): boolean {
  const plain = [a, b].every(({ visibleTo, fromSlackbot }) => !visibleTo && !fromSlackbot);
  return plain && a.user === b.user && Number(b.ts) - Number(a.ts) < TOGETHER_S && dayOf(a) === dayOf(b);
}
