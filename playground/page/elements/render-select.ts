import type { ExternalSelect, PlainTextOption, StaticSelect } from '@slack/types';
import type { BlockContext, ElementPlace } from '../blocks/block-context.js';
import { h } from '../dom/h.js';
import { icon } from '../dom/icon.js';
import { emojify } from '../text/emojify.js';
import type { Choice } from '../text/filter-options.js';
import { confirmFirst } from './confirm-first.js';
import { openListbox } from './open-listbox.js';
import { optionOf, selectSource } from './select-source.js';

type Select = StaticSelect | ExternalSelect;

/** A button that shows the choice and opens a filterable list. */
export function renderSelect(select: Select, place: ElementPlace, context: BlockContext): HTMLElement {
  const { type, action_id: actionId = '', confirm } = select;
  const { blockId } = place;
  const label = select.placeholder ? emojify(select.placeholder) : 'Select an option';
  const shown = h('span', { class: 'select-text', id: `select-${++count}` });
  const show = (option: PlainTextOption | null) => {
    context.form.set(blockId, actionId, { type, selected_option: option });
    shown.textContent = option ? emojify(option.text) : label;
    control.classList.toggle('chosen', option !== null);
  };
  const choose = async (choice: Choice) => {
    if (!(await confirmFirst(confirm, context.names))) return;
    show(optionOf(select, choice));
    const { value: selectedValue, text: selectedText } = choice;
    if (place.dispatches) await context.act(control, { blockId, actionId, selectedValue, selectedText });
  };
  const source = selectSource(select, blockId, context);
  const open = () => openListbox({ anchor: control, label, filter: 'Find an option', choose, ...source });
  const control = drawControl(select, place, shown, label);
  control.addEventListener('click', open);
  const kept = context.form.get(blockId, actionId);
  show((kept ? kept.selected_option : (select.initial_option ?? null)) as PlainTextOption | null);
  return control;
}

let count = 0;

function drawControl(select: Select, place: ElementPlace, shown: HTMLElement, label: string): HTMLElement {
  return h(
    'button',
    {
      type: 'button',
      class: 'select',
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'aria-label': place.labelledBy ? null : label,
      'aria-labelledby': place.labelledBy && `${place.labelledBy} ${shown.id}`,
      'aria-describedby': place.describedBy ?? shown.id,
      'data-action-id': select.action_id,
      autofocus: select.focus_on_load,
    },
    shown,
    icon('chevron'),
  );
}
