import { h } from './h.js';

/** How many colours styles/messages.css knows as `avatar-0` … */
const COLOURS = 8;

/** A square with up to two initials, in a colour that stays with the id. */
export function avatar(id: string, name: string): HTMLElement {
  const initials = name
    .split(/[\s._-]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => Array.from(word)[0]?.toUpperCase() ?? '')
    .join('');
  const hash = Array.from(id).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);
  return h('span', { class: `avatar avatar-${hash % COLOURS}`, 'aria-hidden': 'true' }, initials || '?');
}
