import type { View } from '../../slack/protocol.js';
import { renderBlocks } from '../blocks/render-blocks.js';
import { createBlockContext } from '../connection/create-block-context.js';
import type { createForm } from '../connection/create-form.js';
import { postGesture } from '../connection/post-gesture.js';
import type { Store } from '../connection/store.js';
import { h } from '../dom/h.js';
import { icon } from '../dom/icon.js';
import { findUnfilled, showInputErrors } from './input-errors.js';

type Form = ReturnType<typeof createForm>;
interface WaysOut {
  back(): unknown;
  closeAll(): unknown;
}

/** Title bar (with a back button on stacked views), blocks and buttons; handles submit. */
export function drawView(view: View, form: Form, store: Store, ways: WaysOut): HTMLElement {
  const error = h('div', { class: 'gesture-error', role: 'alert' });
  const showError = (words: string) => {
    error.textContent = words && `⚠ ${words}`;
  };
  const context = createBlockContext(store, { type: 'view', viewId: view.id }, form, showError);
  const button = view.submit ? h('button', { type: 'submit', class: 'button primary' }, view.submit) : null;
  const onsubmit = (event: Event) => {
    event.preventDefault();
    if (button) void submitView(view, form, element, button, showError);
  };
  const element: HTMLElement = h(
    'form',
    { novalidate: true, onsubmit },
    drawTitleBar(view, ways),
    h('div', { class: 'modal-body', tabindex: 0 }, renderBlocks(view.blocks, context)),
    error,
    h(
      'footer',
      {},
      h('button', { type: 'button', class: 'button', onclick: ways.back }, view.close ?? 'Cancel'),
      button,
    ),
  );
  return element;
}

function drawTitleBar({ title, depth }: View, { back, closeAll }: WaysOut): HTMLElement {
  const way = (label: string, name: 'back' | 'close', onclick: () => unknown) =>
    h('button', { type: 'button', class: 'icon-button', 'aria-label': label, onclick }, icon(name));
  return h(
    'header',
    {},
    depth > 0 && way('Back', 'back', back),
    h('h2', { id: 'modal-title' }, title),
    way('Close', 'close', closeAll),
  );
}

async function submitView(
  view: View,
  form: Form,
  element: HTMLElement,
  button: HTMLElement,
  showError: (words: string) => void,
): Promise<void> {
  if (findUnfilled(element, form) || button.getAttribute('aria-busy') === 'true') return;
  showError('');
  button.setAttribute('aria-busy', 'true');
  const answer = await postGesture('view-submit', { viewId: view.id, values: form.values });
  button.removeAttribute('aria-busy');
  if (answer.ok) return;
  const isShown = 'errors' in answer && showInputErrors(element, answer.errors ?? {});
  if (!isShown) showError(answer.error);
}
