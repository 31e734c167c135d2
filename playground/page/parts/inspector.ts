import type { Store } from '../connection/store.js';
import { h } from '../dom/h.js';
import { controlPanel } from './control-panel.js';
import { exchangeList } from './exchange-list.js';
import { onPane, type Pane, showPane } from './panes.js';

/** The panel on the right: HTTP exchanges and controls. */
export function inspector(store: Store): HTMLElement {
  const tabs = [
    makeTab('happened', 'What happened', exchangeList(store)),
    makeTab('controls', 'Controls', controlPanel(store)),
  ];
  const select = (pane: Pane) => {
    if (pane !== 'happened' && pane !== 'controls') return;
    for (const { name, button, panel } of tabs) {
      button.setAttribute('aria-selected', String(name === pane));
      button.tabIndex = name === pane ? 0 : -1;
      panel.hidden = name !== pane;
    }
  };
  const move = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const other = tabs.find(({ button }) => button !== document.activeElement);
    if (!other) return;
    showPane(other.name);
    other.button.focus();
  };
  const list = h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Panel' }, ...tabs.map(({ button }) => button));
  list.addEventListener('keydown', move);
  onPane(select);
  select('happened');
  return h('aside', { class: 'inspector', 'aria-label': 'Behind the scenes' }, list, ...tabs.map(({ panel }) => panel));
}

function makeTab(name: 'happened' | 'controls', label: string, content: HTMLElement) {
  const button = h(
    'button',
    { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': `panel-${name}`, onclick: () => showPane(name) },
    label,
  );
  const panel = h(
    'div',
    { class: 'tab-panel', role: 'tabpanel', id: `panel-${name}`, 'aria-labelledby': `tab-${name}` },
    content,
  );
  return { name, button, panel };
}
