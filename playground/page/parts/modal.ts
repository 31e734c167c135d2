import type { View } from '../../slack/protocol.js';
import { createForm } from '../connection/create-form.js';
import { postGesture } from '../connection/post-gesture.js';
import type { Store } from '../connection/store.js';
import { h } from '../dom/h.js';
import { drawView } from './draw-view.js';

/** Shows the view on top of the stack, in the browser's own dialog. */
export function modal(store: Store): HTMLElement {
  const dialog = h('dialog', { class: 'modal', 'aria-labelledby': 'modal-title' });
  const forms = new Map<string, ReturnType<typeof createForm>>();
  let isClosingAll = false;

  const close = async ({ id }: View, all = false) => {
    isClosingAll = all;
    const answer = await postGesture('view-close', { viewId: id });
    // The server may have forgotten the view: don't keep the user in it.
    if (!answer.ok) store.apply({ type: 'view', view: null });
  };
  const show = (view: View) => {
    const before = dialog.open ? focusedAction(dialog) : null;
    const form = createForm(forms.get(view.id));
    forms.set(view.id, form);
    dialog.replaceChildren(drawView(view, form, store, { back: () => close(view), closeAll: () => close(view, true) }));
    if (!dialog.open) dialog.showModal();
    focusFirst(dialog, before);
  };
  dialog.addEventListener('keydown', (event) => {
    const { view } = store.workspace;
    if (event.key !== 'Escape' || !view) return;
    event.preventDefault();
    void close(view);
  });
  // The browser may close a dialog by itself.
  dialog.addEventListener('close', () => store.workspace.view && void close(store.workspace.view, true));
  store.subscribe(({ type }) => {
    if (type !== 'view' && type !== 'snapshot') return;
    const { view } = store.workspace;
    if (view) return void (isClosingAll ? close(view, true) : show(view));
    isClosingAll = false;
    forms.clear();
    dialog.close();
  });
  return dialog;
}

const focusedAction = (dialog: HTMLElement) =>
  dialog.contains(document.activeElement) ? (document.activeElement?.getAttribute('data-action-id') ?? null) : null;

/**
 * An update keeps the focus on the same control; at first it goes to an invalid input, the first input, or the text.
 */
function focusFirst(dialog: HTMLElement, actionId: string | null): void {
  const same =
    actionId === null ? null : dialog.querySelector<HTMLElement>(`[data-action-id="${CSS.escape(actionId)}"]`);
  const first = (selector: string) => dialog.querySelector<HTMLElement>(selector);
  const target = same ?? first('[autofocus]') ?? first('.modal-body :is(input, textarea)') ?? first('.modal-body');
  target?.focus();
}
