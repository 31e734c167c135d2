import type { Option } from '@slack/types';
import type { Choice } from '../text/filter-options.js';

/** An option object as the listbox takes it, with its words as the app sent them. */
export function toChoice({ text, value = '', description }: Option): Choice {
  return { text: text.text, value, ...(description && { description: description.text }) };
}
