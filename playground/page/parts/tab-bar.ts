import { h } from '../dom/h.js';
import { type IconName, icon } from '../dom/icon.js';
import { onPane, type Pane, showPane } from './panes.js';

const TABS: [Pane, IconName, string][] = [
  ['channels', 'menu', 'Channels'],
  ['messages', 'chat', 'Messages'],
  ['happened', 'activity', 'What happened'],
  ['controls', 'sliders', 'Controls'],
];

/** Phones only; styles/layout.css hides it where the panes fit side by side. */
export function tabBar(): HTMLElement {
  const buttons = TABS.map(([pane, name, label]) => {
    const button = h('button', { type: 'button', onclick: () => showPane(pane) }, icon(name), h('span', {}, label));
    onPane((shown) => button.setAttribute('aria-current', String(shown === pane)));
    return button;
  });
  return h('nav', { class: 'tab-bar', 'aria-label': 'Panes' }, ...buttons);
}
