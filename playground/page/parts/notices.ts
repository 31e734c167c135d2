import type { Store } from '../connection/store.js';
import { h } from '../dom/h.js';
import { icon } from '../dom/icon.js';

const SHOWN_MS = 10_000;

/** Short notices, such as a gesture that Slack gave up on; each disappears after ten seconds. */
export function notices(store: Store): HTMLElement {
  const region = h('div', { class: 'notices', role: 'status' });
  store.subscribe((change) => {
    if (change.type !== 'notice') return;
    const close = h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close' }, icon('close'));
    const notice = h('div', { class: 'notice' }, h('span', {}, change.text), close);
    close.addEventListener('click', () => notice.remove());
    setTimeout(() => notice.remove(), SHOWN_MS);
    region.append(notice);
  });
  return region;
}
