import type { Option } from '@slack/types';
import { emojify } from '../text/emojify.js';
import type { Choice } from '../text/filter-options.js';

/** An option object as the listbox shows it. */
export function toChoice({ text, value = '', description }: Option): Choice {
  return { text: emojify(text), value, ...(description && { description: emojify(description) }) };
}
