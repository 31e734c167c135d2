import type { ActionsBlockElement, InputBlockElement, SectionBlockAccessory } from '@slack/types';
import type { BlockContext, ElementPlace } from '../blocks/block-context.js';
import { h } from '../dom/h.js';
import { renderButton } from './render-button.js';
import { renderChoices } from './render-choices.js';
import { renderSelect } from './render-select.js';
import { renderTextInput } from './render-text-input.js';

type Element = ActionsBlockElement | SectionBlockAccessory | InputBlockElement;

export function renderElement(element: Element, place: ElementPlace, context: BlockContext): HTMLElement {
  switch (element.type) {
    case 'button':
      return renderButton(element, place, context);
    case 'static_select':
    case 'external_select':
      return renderSelect(element, place, context);
    case 'checkboxes':
    case 'radio_buttons':
      return renderChoices(element, place, context);
    case 'plain_text_input':
      return renderTextInput(element, place, context);
    default:
      return h('span', { class: 'not-drawn' }, `This page does not draw “${element.type}”; Slack does.`);
  }
}
