import type { PlainTextInput } from '@slack/types';
import type { BlockContext, ElementPlace } from '../blocks/block-context.js';
import { h } from '../dom/h.js';
import { emojify } from '../text/emojify.js';

/** Its value is stored in the form while it is typed. */
export function renderTextInput(input: PlainTextInput, place: ElementPlace, { form }: BlockContext): HTMLElement {
  const { type, action_id: actionId = '', initial_value: initial = '', multiline, placeholder } = input;
  const kept = form.get(place.blockId, actionId)?.value;
  const text = typeof kept === 'string' ? kept : initial;
  // Slack sends null for an empty input.
  const keep = (value: string) => form.set(place.blockId, actionId, { type, value: value === '' ? null : value });
  const control: HTMLInputElement | HTMLTextAreaElement = h(multiline ? 'textarea' : 'input', {
    class: 'text-input',
    'aria-labelledby': place.labelledBy,
    'aria-describedby': place.describedBy,
    placeholder: placeholder ? emojify(placeholder) : null,
    minlength: input.min_length,
    maxlength: input.max_length,
    autofocus: input.focus_on_load,
    autocomplete: 'off',
    oninput: () => keep(control.value),
  });
  control.value = text;
  keep(text);
  return control;
}
