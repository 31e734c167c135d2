import type { Overflow } from '@slack/types';
import type { BlockContext, ElementPlace } from '../blocks/block-context.js';
import { h } from '../dom/h.js';
import { icon } from '../dom/icon.js';
import { safeUrl } from '../text/safe-url.js';
import { confirmFirst } from './confirm-first.js';
import { openListbox } from './open-listbox.js';
import { toChoice } from './to-choice.js';

/** Draws an overflow menu: three dots that open up to five choices; one with an address opens it as well. */
export function renderOverflow(overflow: Overflow, { blockId }: ElementPlace, context: BlockContext): HTMLElement {
  const { action_id: actionId = '', confirm, options } = overflow;
  const choose = async (value: string) => {
    if (!(await confirmFirst(confirm, context.names))) return;
    const url = options.find((option) => option.value === value)?.url;
    const href = url ? safeUrl(url) : null;
    if (href) window.open(href, '_blank', 'noopener,noreferrer');
    await context.act(control, { blockId, actionId, selectedValue: value });
  };
  const open = () =>
    openListbox({
      anchor: control,
      label: 'More actions',
      load: () => [{ label: null, options: options.map(toChoice) }],
      choose: ({ value }) => choose(value),
    });
  const control: HTMLElement = h(
    'button',
    {
      type: 'button',
      class: 'button overflow',
      'aria-label': 'More actions',
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'data-action-id': actionId,
      onclick: open,
    },
    icon('dots'),
  );
  return control;
}
