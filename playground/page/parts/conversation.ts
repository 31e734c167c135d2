import type { Store } from '../connection/store.js';
import { h } from '../dom/h.js';
import { icon } from '../dom/icon.js';
import { channelIcon } from './channel-icon.js';
import { composer } from './composer.js';
import { messageList } from './message-list.js';
import { showPane } from './panes.js';
import { themeToggle } from './theme-toggle.js';

/** The selected channel: heading, messages, composer. */
export function conversation(store: Store): HTMLElement {
  const title = h('h2', { class: 'channel-title' });
  const field = composer(store);
  const menu = h(
    'button',
    { type: 'button', class: 'icon-button menu-button', 'aria-label': 'Channels', onclick: () => showPane('channels') },
    icon('menu'),
  );
  store.subscribe(({ type }) => {
    const channel = store.workspace.channels.get(store.selected());
    if (!channel || !['snapshot', 'selected', 'channel'].includes(type)) return;
    const shared = channel.isShared ? h('span', { class: 'tag' }, 'Shared with another company') : null;
    title.replaceChildren(channelIcon(channel), h('span', {}, channel.name), ...(shared ? [shared] : []));
  });
  return h(
    'main',
    { class: 'conversation' },
    h('header', { class: 'conversation-head' }, menu, title, themeToggle(), panelToggle()),
    messageList(store, field.fill),
    field.element,
  );
}

function panelToggle(): HTMLElement {
  const label = 'Show or hide the panel at the right';
  const toggle = () => {
    const isHidden = document.body.classList.toggle('panel-hidden');
    button.setAttribute('aria-expanded', String(!isHidden));
  };
  const button = h(
    'button',
    {
      type: 'button',
      class: 'icon-button panel-button',
      'aria-label': label,
      'data-tooltip': label,
      'aria-expanded': 'true',
    },
    icon('panel'),
  );
  button.addEventListener('click', toggle);
  return button;
}
