import { h } from '../dom/h.js';
import type { Choice, ChoiceGroup } from '../text/filter-options.js';

let count = 0;

/** The list inside a listbox popup: draws groups of choices, and follows the arrow keys of the field above it. */
export interface OptionList {
  element: HTMLElement;
  show(groups: ChoiceGroup[]): void;
  /** Whether the key was one of the list's. */
  handleKey(event: KeyboardEvent, field: HTMLElement): boolean;
}

/** @param pick Called with the choice that was clicked or entered. */
export function createOptionList(label: string, pick: (choice: Choice) => void): OptionList {
  const id = `listbox-${++count}`;
  const element = h('div', { class: 'listbox-options', role: 'listbox', id, 'aria-label': label });
  let rows: { row: HTMLElement; choice: Choice }[] = [];
  let active = -1;

  const drawRow = (choice: Choice) => {
    const { text, description } = choice;
    const row = h(
      'div',
      { class: 'option', role: 'option', id: `${id}-${rows.length}`, 'aria-selected': 'false' },
      h('span', {}, text),
    );
    if (description) row.append(h('small', {}, description));
    row.addEventListener('click', () => pick(choice));
    rows.push({ row, choice });
    return row;
  };
  const drawGroup = ({ label: name, options }: ChoiceGroup) => {
    const group = options.map(drawRow);
    return name
      ? [h('div', { role: 'group', 'aria-label': name }, h('div', { class: 'option-group' }, name), ...group)]
      : group;
  };
  const activate = (index: number, field?: HTMLElement) => {
    rows[active]?.row.setAttribute('aria-selected', 'false');
    active = Math.max(-1, Math.min(index, rows.length - 1));
    const row = rows[active]?.row;
    row?.setAttribute('aria-selected', 'true');
    row?.scrollIntoView({ block: 'nearest' });
    if (row) field?.setAttribute('aria-activedescendant', row.id);
    else field?.removeAttribute('aria-activedescendant');
  };
  return {
    element,
    show(groups) {
      rows = [];
      element.replaceChildren(...groups.flatMap(drawGroup));
      activate(rows.length > 0 ? 0 : -1, element.parentElement?.querySelector('input') ?? undefined);
    },
    handleKey({ key }, field) {
      const to: Record<string, number> = {
        ArrowDown: (active + 1) % rows.length,
        ArrowUp: (active - 1 + rows.length) % rows.length,
        PageDown: active + 8,
        PageUp: Math.max(0, active - 8),
      };
      if (key === 'Enter') {
        const chosen = rows[active];
        if (chosen) pick(chosen.choice);
        return true;
      }
      const index = to[key];
      if (index === undefined) return false;
      if (rows.length > 0) activate(index, field);
      return true;
    },
  };
}
