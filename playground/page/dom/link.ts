import { safeUrl } from '../text/safe-url.js';
import { type Child, h } from './h.js';

/** Opens a new tab without a referrer; plain text unless the URL is http(s). */
export function link(url: string, ...label: Child[]): HTMLElement {
  const href = safeUrl(url);
  return href ? h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, ...label) : h('span', {}, ...label);
}
