import type { ContextBlock } from '@slack/types';
import { h } from '../dom/h.js';
import type { BlockContext } from './block-context.js';
import { renderImageElement } from './render-image.js';
import { renderText } from './render-text.js';

/** Draws a context block: small, quiet texts and images in a row. */
export function renderContext(block: ContextBlock, { names }: BlockContext): HTMLElement {
  const parts = block.elements.map((part) =>
    part.type === 'image' ? renderImageElement(part) : renderText(part, names),
  );
  return h('div', { class: 'context' }, ...parts);
}
