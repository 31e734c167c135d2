import { h } from '../dom/h.js';
import { openPopup, placePopup } from '../dom/popup.js';
import type { Choice, ChoiceGroup } from '../text/filter-options.js';
import { type ChoiceSource, loadLatest } from './load-latest.js';
import { createOptionList } from './option-list.js';

interface Listbox extends ChoiceSource {
  /** The control that opened the list and gets the focus back. */
  anchor: HTMLElement;
  label: string;
  /** Placeholder of the filter field; without one there is no field. */
  filter?: string;
  choose(choice: Choice): unknown;
}

/** A list of choices below a control, with arrow keys, Enter, Escape and an optional filter. */
export function openListbox({ anchor, label, filter, choose, ...source }: Listbox): void {
  if (anchor.getAttribute('aria-expanded') === 'true') return;
  const pick = (choice: Choice) => {
    close();
    void choose(choice);
  };
  const field = drawField(label, filter);
  const list = createOptionList(label, field, pick);
  const status = h('div', { class: 'listbox-status', role: 'status' });
  const popup = h('div', { class: filter ? 'listbox' : 'listbox unfiltered' }, field, list.element, status);
  const show = (groups: ChoiceGroup[], words: string) => {
    list.show(groups);
    status.textContent = words;
    placePopup(popup, anchor);
  };
  const load = loadLatest(source, show);
  const close = openPopup(popup, anchor, () => {
    load.stop();
    anchor.setAttribute('aria-expanded', 'false');
    anchor.focus();
  });
  field.addEventListener('input', () => load.later(field.value.trim()));
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (!list.handleKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  anchor.setAttribute('aria-expanded', 'true');
  field.focus();
  void load.now('');
}

function drawField(label: string, filter: string | undefined): HTMLInputElement {
  return h('input', {
    class: 'listbox-filter',
    role: 'combobox',
    'aria-label': label,
    'aria-expanded': 'true',
    'aria-autocomplete': 'list',
    placeholder: filter,
    autocomplete: 'off',
    spellcheck: 'false',
    readonly: filter === undefined,
  });
}
