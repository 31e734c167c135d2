import type { Exchange } from '../../exchange-log.js';
import type { Store } from '../connection/store.js';
import { h } from '../dom/h.js';
import { reconcile } from '../dom/reconcile.js';
import { drawExchange } from './draw-exchange.js';
import { routeLabel } from './route-label.js';

const ROUTES: ('all' | Exchange['route'])[] = ['all', 'slack → bot', 'bot → aws', 'bot → slack'];

/** Newest first; each opens to its headers and bodies. */
export function exchangeList(store: Store): HTMLElement {
  const list = h('ol', { class: 'exchanges' });
  const empty = h(
    'p',
    { class: 'empty' },
    'Nothing yet. Send a command, and each request that it causes appears here: signed by Slack, answered by the bot, asked of AWS.',
  );
  const drawn = new Map<string, HTMLElement>();
  let route: (typeof ROUTES)[number] = 'all';

  const refresh = () => {
    const wanted = store.workspace.exchanges.filter((exchange) => route === 'all' || exchange.route === route);
    empty.hidden = wanted.length > 0;
    reconcile(list, wanted.map(drawOnce));
    const kept = new Set(store.workspace.exchanges.map(({ id }) => id));
    for (const id of drawn.keys()) if (!kept.has(id)) drawn.delete(id);
  };
  const drawOnce = (exchange: Exchange) => {
    const item = drawn.get(exchange.id) ?? drawExchange(exchange);
    drawn.set(exchange.id, item);
    return item;
  };
  const chips = ROUTES.map((name) => {
    const choose = () => {
      route = name;
      for (const chip of chips) chip.setAttribute('aria-pressed', String(chip === button));
      refresh();
    };
    const button: HTMLElement = h(
      'button',
      { type: 'button', class: 'chip', 'aria-pressed': String(name === route), onclick: choose },
      name === 'all' ? 'All' : routeLabel(name),
    );
    return button;
  });
  store.subscribe(({ type }) => {
    // Ids start again when the server does.
    if (type === 'snapshot') drawn.clear();
    if (type === 'snapshot' || type === 'exchange') refresh();
  });
  return h(
    'div',
    { class: 'happened' },
    h('div', { class: 'chips', role: 'group', 'aria-label': 'Show' }, ...chips),
    empty,
    list,
  );
}
