import type { View } from '../../slack/protocol.js';
import { h } from '../dom/h.js';
import { icon } from '../dom/icon.js';

interface ViewGestures {
  submit(button: HTMLElement): unknown;
  back(): unknown;
  closeAll(): unknown;
}

/** The parts of a modal: title bar (with the way back where views lie on each other), blocks, and buttons. */
export function drawView(
  view: View,
  body: HTMLElement,
  error: HTMLElement,
  { submit, back, closeAll }: ViewGestures,
): HTMLElement[] {
  const { title, submit: submitText, close = 'Cancel', depth } = view;
  const backLabel = depth > 0 ? 'Back' : null;
  const submitButton = submitText ? h('button', { type: 'submit', class: 'button primary' }, submitText) : null;
  const onsubmit = (event: Event) => {
    event.preventDefault();
    if (submitButton) submit(submitButton);
  };
  return [
    h(
      'form',
      { novalidate: true, onsubmit },
      h(
        'header',
        {},
        backLabel &&
          h('button', { type: 'button', class: 'icon-button', 'aria-label': backLabel, onclick: back }, icon('back')),
        h('h2', { id: 'modal-title' }, title),
        h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close', onclick: closeAll }, icon('close')),
      ),
      h('div', { class: 'modal-body', tabindex: 0 }, body),
      error,
      h('footer', {}, h('button', { type: 'button', class: 'button', onclick: back }, close), submitButton),
    ),
  ];
}
