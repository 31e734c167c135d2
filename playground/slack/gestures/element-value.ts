import { objects } from '../checks/walk-blocks.js';
import type { Json } from '../protocol.js';

/** block_id → action_id → value, as in `view.state.values`. */
export type ViewValues = Record<string, Record<string, Json>>;

/** A user's choice in an element. */
export interface Choice {
  /** An option's `value`, or the typed text. */
  value?: string;
  /** The option's text, for an external select. */
  text?: string;
  /** All chosen `value`s, for an element with several. */
  values?: string[];
}

// Where each element type keeps its choice and its initial one.
const CARRIED: Record<string, { key: string; initial: string }> = {
  static_select: { key: 'selected_option', initial: 'initial_option' },
  external_select: { key: 'selected_option', initial: 'initial_option' },
  radio_buttons: { key: 'selected_option', initial: 'initial_option' },
  checkboxes: { key: 'selected_options', initial: 'initial_options' },
  plain_text_input: { key: 'value', initial: 'initial_value' },
};

/**
 * The choice as in `actions[]` and `state.values`: `{selected_option: …}`, `{value: …}`; by default the initial one.
 * Undefined for a button.
 */
export function elementValue(element: Json, choice?: Choice): Json | undefined {
  const carried = CARRIED[String(element.type)];
  if (!carried) return undefined;
  const before = { [carried.key]: element[carried.initial] ?? emptyOf(carried.key) };
  if (carried.key === 'selected_options') {
    const values = choice?.values ?? (choice?.value === undefined ? undefined : [choice.value]);
    return values ? { selected_options: values.map((value) => findOption(element, { value })) } : before;
  }
  if (choice?.value === undefined) return before;
  if (carried.key === 'selected_option') return { selected_option: findOption(element, choice) };
  return { [carried.key]: choice.value };
}

const emptyOf = (key: string) => (key === 'selected_options' ? [] : null);

/** @throws Error when the known options do not include it. */
function findOption(element: Json, { value, text }: Choice): Json {
  const grouped = objects(element.option_groups).flatMap((group) => objects(group.options));
  const known = [...objects(element.options), ...grouped];
  const option = known.find((one) => one.value === value);
  if (option) return option;
  if (known.length > 0) throw new Error(`There is no option with value "${value}" to choose.`);
  return { text: { type: 'plain_text', text: text ?? value ?? '', emoji: true }, value };
}
