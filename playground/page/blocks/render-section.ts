import type { SectionBlock } from '@slack/types';
import { h } from '../dom/h.js';
import { renderElement } from '../elements/render-element.js';
import type { BlockContext } from './block-context.js';
import { renderText } from './render-text.js';

export function renderSection(block: SectionBlock, context: BlockContext): HTMLElement {
  const { text, fields = [], accessory, block_id: blockId = '' } = block;
  return h(
    'div',
    { class: 'section' },
    h(
      'div',
      { class: 'section-body' },
      text && renderText(text, context.names),
      fields.length > 0 && h('div', { class: 'fields' }, ...fields.map((field) => renderText(field, context.names))),
    ),
    accessory && h('div', { class: 'accessory' }, renderElement(accessory, { blockId, dispatches: true }, context)),
  );
}
