import type { Option } from '@slack/types';
import type { Choice } from '../text/filter-options.js';

export function toChoice({ text, value = '', description }: Option): Choice {
  return { text: text.text, value, ...(description && { description: description.text }) };
}
