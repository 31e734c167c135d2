import type { KnownBlock } from '@slack/types';
import type { Json } from '../../slack/protocol.js';
import { h } from '../dom/h.js';
import { renderElement } from '../elements/render-element.js';
import { emojify } from '../text/emojify.js';
import type { BlockContext } from './block-context.js';
import { renderContext } from './render-context.js';
import { renderInput } from './render-input.js';
import { renderRichText } from './render-rich-text.js';
import { renderSection } from './render-section.js';

export function renderBlocks(blocks: Json[], context: BlockContext): HTMLElement {
  // The server has checked the blocks; types that this page can't draw are named instead.
  const known = blocks as unknown as KnownBlock[];
  return h('div', { class: 'blocks' }, ...known.map((block) => renderBlock(block, context)));
}

function renderBlock(block: KnownBlock, context: BlockContext): HTMLElement {
  switch (block.type) {
    case 'header':
      return h('h3', { class: 'header' }, emojify(block.text));
    case 'section':
      return renderSection(block, context);
    case 'divider':
      return h('hr', { class: 'divider' });
    case 'context':
      return renderContext(block, context);
    case 'actions': {
      const place = { blockId: block.block_id ?? '', dispatches: true };
      return h('div', { class: 'actions' }, ...block.elements.map((element) => renderElement(element, place, context)));
    }
    case 'rich_text':
      return renderRichText(block, context.names);
    case 'input':
      return renderInput(block, context);
    default:
      return h('div', { class: 'not-drawn' }, `This page does not draw “${block.type}” blocks; Slack does.`);
  }
}
