import type { ConfirmationDialog } from '@slack/types';
import type { Names } from '../blocks/block-context.js';
import { renderText } from '../blocks/render-text.js';
import { h } from '../dom/h.js';
import { emojify } from '../text/emojify.js';

/** Shows an element's confirm dialog, if any. Resolves to whether to go on; Escape means no. */
export function confirmFirst(confirm: ConfirmationDialog | undefined, names: Names): Promise<boolean> {
  if (!confirm) return Promise.resolve(true);
  const { title, text, deny, style } = confirm;
  const agree = h(
    'button',
    { class: `button ${style ?? 'primary'}`, value: 'yes' },
    confirm.confirm ? emojify(confirm.confirm) : 'Yes',
  );
  const heading = h('h2', { id: 'confirm-title' }, title ? emojify(title) : 'Are you sure?');
  const dialog = h(
    'dialog',
    { class: 'confirm', 'aria-labelledby': heading.id },
    h(
      'form',
      { method: 'dialog' },
      heading,
      renderText(text, names),
      h('footer', {}, h('button', { class: 'button', value: '' }, deny ? emojify(deny) : 'Cancel'), agree),
    ),
  );
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
    agree.focus();
  });
}
