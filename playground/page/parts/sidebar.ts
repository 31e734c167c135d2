import type { Channel } from '../../slack/protocol.js';
import type { Store } from '../connection/store.js';
import { avatar } from '../dom/avatar.js';
import { h } from '../dom/h.js';
import { reconcile } from '../dom/reconcile.js';
import { channelIcon } from './channel-icon.js';
import { showPane } from './panes.js';

export function sidebar(store: Store): HTMLElement {
  const name = h('h1', {});
  const channels = h('ul', {});
  const direct = h('ul', {});
  const foot = h('footer', { class: 'sidebar-foot' });
  const refresh = () => {
    const { team, me, channels: all } = store.workspace;
    name.textContent = team.name;
    document.title = `${all.get(store.selected())?.name ?? 'Workspace'} – ${team.name}`;
    const rows = [...all.values()];
    reconcile(
      channels,
      rows.filter(({ kind }) => kind !== 'direct').map((channel) => drawRow(channel, store)),
    );
    reconcile(
      direct,
      rows.filter(({ kind }) => kind === 'direct').map((channel) => drawRow(channel, store)),
    );
    const status = store.isConnected() ? 'Connected' : 'Reconnecting…';
    const dot = h('span', { class: store.isConnected() ? 'dot on' : 'dot', 'aria-hidden': 'true' });
    const who = me?.realName || me?.name || '';
    foot.replaceChildren(
      avatar({ id: me?.id ?? '', name: who }),
      h('div', {}, h('strong', {}, who), h('small', { role: 'status' }, dot, status)),
    );
  };
  store.subscribe(({ type }) => {
    if (['snapshot', 'selected', 'channel', 'message', 'connection'].includes(type)) refresh();
  });
  return h(
    'nav',
    { class: 'sidebar', 'aria-label': 'Channels' },
    h('header', {}, name, h('p', {}, 'Local playground. Nothing here reaches Slack or AWS.')),
    h('h2', {}, 'Channels'),
    channels,
    h('h2', {}, 'Direct messages'),
    direct,
    foot,
  );
}

function drawRow(channel: Channel, store: Store): HTMLElement {
  const unread = store.unread(channel.id);
  const open = () => {
    store.select(channel.id);
    showPane('messages');
  };
  return h(
    'li',
    {},
    h(
      'button',
      {
        type: 'button',
        class: unread > 0 ? 'channel unread' : 'channel',
        'aria-current': channel.id === store.selected() ? 'page' : null,
        'data-channel': channel.id,
        onclick: open,
      },
      channelIcon(channel),
      h('span', {}, channel.name),
      unread > 0 && h('span', { class: 'badge' }, String(unread), h('span', { class: 'visually-hidden' }, ' unread')),
    ),
  );
}
