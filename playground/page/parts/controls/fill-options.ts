import { h } from '../../dom/h.js';

/** Keeps the selected option where it still exists. */
export function fillOptions(select: HTMLSelectElement, options: { value: string; label: string }[]): void {
  const chosen = select.value;
  const same =
    options.map(({ value }) => value).join('\n') === [...select.options].map(({ value }) => value).join('\n');
  if (same) return;
  select.replaceChildren(...options.map(({ value, label }) => h('option', { value }, label)));
  if (options.some(({ value }) => value === chosen)) select.value = chosen;
}
