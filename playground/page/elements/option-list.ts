import { h } from '../dom/h.js';
import { emojify } from '../text/emojify.js';
import type { Choice, ChoiceGroup } from '../text/filter-options.js';

const PAGE = 8;
let count = 0;

/** The list of a listbox: draws groups of choices and handles the arrow keys of its field. */
export interface OptionList {
  element: HTMLElement;
  show(groups: ChoiceGroup[]): void;
  /** Whether the list used the key. */
  handleKey(event: KeyboardEvent): boolean;
}

/** @param field The input, which gets `aria-activedescendant`. @param pick Called with the chosen one. */
export function createOptionList(label: string, field: HTMLElement, pick: (choice: Choice) => void): OptionList {
  const id = `listbox-${++count}`;
  const element = h('div', { class: 'listbox-options', role: 'listbox', id, 'aria-label': label });
  let rows: { row: HTMLElement; choice: Choice }[] = [];
  let active = -1;

  const drawRow = (choice: Choice) => {
    const row = drawOption(choice, `${id}-${rows.length}`, () => pick(choice));
    rows.push({ row, choice });
    return row;
  };
  const activate = (index: number) => {
    rows[active]?.row.setAttribute('aria-selected', 'false');
    active = Math.min(index, rows.length - 1);
    const row = rows[active]?.row;
    row?.setAttribute('aria-selected', 'true');
    row?.scrollIntoView({ block: 'nearest' });
    if (row) field.setAttribute('aria-activedescendant', row.id);
    else field.removeAttribute('aria-activedescendant');
  };
  field.setAttribute('aria-controls', id);
  return {
    element,
    show(groups) {
      rows = [];
      element.replaceChildren(...groups.flatMap(({ label: name, options }) => drawGroup(name, options.map(drawRow))));
      activate(0);
    },
    handleKey({ key }) {
      const chosen = rows[active];
      const index = nextIndex(key, active, rows.length);
      if (key === 'Enter' && chosen) pick(chosen.choice);
      else if (index !== undefined && chosen) activate(index);
      return key === 'Enter' || index !== undefined;
    },
  };
}

function nextIndex(key: string, active: number, length: number): number | undefined {
  const next: Record<string, number> = {
    ArrowDown: (active + 1) % length,
    ArrowUp: (active - 1 + length) % length,
    PageDown: active + PAGE,
    PageUp: Math.max(0, active - PAGE),
  };
  return next[key];
}

function drawOption({ text, description }: Choice, id: string, onclick: () => void): HTMLElement {
  return h(
    'div',
    { class: 'option', role: 'option', id, 'aria-selected': 'false', onclick },
    h('span', {}, emojify({ text })),
    description ? h('small', {}, emojify({ text: description })) : null,
  );
}

function drawGroup(name: string | null, rows: HTMLElement[]): HTMLElement[] {
  if (name === null) return rows;
  return [h('div', { role: 'group', 'aria-label': name }, h('div', { class: 'option-group' }, name), ...rows)];
}
