import { h } from './h.js';

/** How many colours styles/messages.css knows as `avatar-0` … */
const COLOURS = 8;

/** A square with up to two initials: in the apps' own colour, or in one that stays with the person's id. */
export function avatar({ id, name, isApp = false }: { id: string; name: string; isApp?: boolean }): HTMLElement {
  const initials = name
    .split(/[\s._-]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => Array.from(word)[0]?.toUpperCase() ?? '')
    .join('');
  const hash = Array.from(id).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);
  return h(
    'span',
    { class: `avatar avatar-${isApp ? 'app' : hash % COLOURS}`, 'aria-hidden': 'true' },
    initials || '?',
  );
}
