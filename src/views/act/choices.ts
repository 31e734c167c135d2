import type { InputBlock, PlainTextOption } from '@slack/types';
import { SLACK } from '../message.js';
import { cut } from '../text.js';

/** Where a window's choice is made: how to retry, how to stop. */
export const CHOICE = 'choice';

/** One of a few, the first to begin with; the description says what it means. */
export function choices(label: string, options: { value: string; words: string; meaning: string }[]): InputBlock {
  const drawn = options.map(
    ({ value, words, meaning }): PlainTextOption => ({
      text: { type: 'plain_text', text: cut(words, SLACK.optionText) },
      description: { type: 'plain_text', text: cut(meaning, SLACK.optionText) },
      value,
    }),
  );
  const [first] = drawn;
  return {
    type: 'input',
    block_id: CHOICE,
    label: { type: 'plain_text', text: label },
    element: {
      type: 'radio_buttons',
      action_id: CHOICE,
      options: drawn,
      ...(first && { initial_option: first }),
    },
  };
}
