import { h } from './h.js';

/** styles/messages.css defines `avatar-0` … */
const COLOURS = 8;

/** Initials on a colour that depends on the id; apps have a colour of their own. */
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
