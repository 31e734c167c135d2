import type { Message } from '../../slack/protocol.js';
import type { Store } from '../connection/store.js';
import { h } from '../dom/h.js';
import { reconcile } from '../dom/reconcile.js';
import { inReadersZone } from '../dom/time-element.js';
import { announce } from './announce.js';
import { type Arranged, arrangeMessages } from './arrange-messages.js';
import { drawChannelStart } from './draw-channel-start.js';
import { createMessageDrawer } from './message-drawer.js';
import { stickToBottom } from './stick-to-bottom.js';

/** Oldest first. @param suggest Puts a command into the composer. */
export function messageList(store: Store, suggest: (text: string) => void): HTMLElement {
  const list = h('div', { class: 'message-list' });
  const scroller = h('div', { class: 'scroller', role: 'log', 'aria-live': 'off', tabindex: 0 }, list);
  const stick = stickToBottom(scroller, list);
  const drawer = createMessageDrawer(store, () => refresh());
  const dividers = new Map<string, HTMLElement>();
  let start: HTMLElement[] = [];

  const draw = ({ message, replies, parent, day, isCompact }: Arranged) => {
    const element = parent ? drawer.drawBroadcast(message, parent) : drawer.draw(message, replies);
    element.classList.toggle('compact', isCompact);
    if (day === null) return [element];
    const divider = dividers.get(day) ?? drawDivider(day);
    dividers.set(day, divider);
    return [divider, element];
  };
  const refresh = () => {
    const messages = store.workspace.messages.get(store.selected())?.values() ?? [];
    reconcile(list, [...start, ...arrangeMessages(messages, dayOf).flatMap(draw)]);
  };
  const drawStart = () => {
    const channel = store.workspace.channels.get(store.selected());
    scroller.setAttribute('aria-label', `Messages in ${channel?.name ?? ''}`);
    start = channel ? [drawChannelStart(channel, store, suggest)] : [];
  };
  store.subscribe((change) => {
    if (change.type === 'selected' || change.type === 'snapshot') {
      drawStart();
      drawer.forget();
      refresh();
      stick.toBottom();
    } else if (change.type === 'sent') {
      stick.toBottom();
    } else if (change.type === 'message' && change.message.channel === store.selected()) {
      refresh();
      stick.onNewMessage();
      announce(change.message, store);
    } else if (change.type === 'message-deleted' || change.type === 'controls') {
      // Suggestions contain names of pipelines, which come with the controls.
      if (change.type === 'controls') drawStart();
      refresh();
    }
  });
  return h('div', { class: 'messages' }, scroller, stick.button);
}

const dayOf = ({ ts }: Message) => inReadersZone(Number(ts), '{day_divider_pretty}');

const drawDivider = (day: string) => h('div', { class: 'day-divider', role: 'separator' }, h('span', {}, day));
