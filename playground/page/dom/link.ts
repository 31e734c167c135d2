import { safeUrl } from '../text/safe-url.js';
import { type Child, h } from './h.js';

/** A link that opens its own tab and tells it nothing; plain words where the address is not http(s). */
export function link(url: string, ...label: Child[]): HTMLElement {
  const href = safeUrl(url);
  return href ? h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, ...label) : h('span', {}, ...label);
}
