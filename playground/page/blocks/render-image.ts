import type { ImageBlock, ImageElement } from '@slack/types';
import { h } from '../dom/h.js';
import { emojify } from '../text/emojify.js';
import { safeUrl } from '../text/safe-url.js';

/** Draws an image block with its title. */
export function renderImage(block: ImageBlock): HTMLElement {
  const title = 'title' in block && block.title ? h('figcaption', {}, emojify(block.title)) : null;
  return h('figure', { class: 'image' }, title, renderImageElement(block));
}

/** Draws a picture from the web, or its description where there is no address this page may load. */
export function renderImageElement(image: ImageElement | ImageBlock): HTMLElement {
  const src = 'image_url' in image && image.image_url ? safeUrl(image.image_url) : null;
  if (!src) return h('span', { class: 'image-absent' }, image.alt_text);
  return h('img', { src, alt: image.alt_text, loading: 'lazy', referrerpolicy: 'no-referrer' });
}
