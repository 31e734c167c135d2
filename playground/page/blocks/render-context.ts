import type { ContextBlock } from '@slack/types';
import { h } from '../dom/h.js';
import type { BlockContext } from './block-context.js';
import { renderText } from './render-text.js';

export function renderContext(block: ContextBlock, { names }: BlockContext): HTMLElement {
  const texts = block.elements.filter((part) => part.type !== 'image');
  return h('div', { class: 'context' }, ...texts.map((text) => renderText(text, names)));
}
