import type { InputBlock } from '@slack/types';
import { h } from '../dom/h.js';
import { renderElement } from '../elements/render-element.js';
import { emojify } from '../text/emojify.js';
import type { BlockContext } from './block-context.js';

let count = 0;

export function renderInput(block: InputBlock, context: BlockContext): HTMLElement {
  const { label, hint, optional = false, element, dispatch_action: dispatches = false, block_id: blockId = '' } = block;
  const id = `input-${++count}`;
  const place = { blockId, dispatches, labelledBy: `${id}-label`, describedBy: hint && `${id}-hint` };
  return h(
    'div',
    {
      class: 'input',
      'data-block-id': blockId,
      'data-action-id': 'action_id' in element ? element.action_id : null,
      'data-required': !optional,
    },
    h('div', { class: 'input-label', id: place.labelledBy }, emojify(label), optional && h('small', {}, ' (optional)')),
    renderElement(element, place, context),
    hint && h('div', { class: 'hint', id: place.describedBy }, emojify(hint)),
    h('div', { class: 'input-error', role: 'alert' }),
  );
}
