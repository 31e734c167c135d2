import type { Checkboxes, Option, RadioButtons } from '@slack/types';
import type { Json } from '../../slack/protocol.js';
import type { BlockContext, ElementPlace } from '../blocks/block-context.js';
import { renderText } from '../blocks/render-text.js';
import { h } from '../dom/h.js';
import { confirmFirst } from './confirm-first.js';

let count = 0;

export function renderChoices(
  element: Checkboxes | RadioButtons,
  place: ElementPlace,
  context: BlockContext,
): HTMLElement {
  const { action_id: actionId = '', confirm, options } = element;
  const name = `choices-${++count}`;
  const chosen = chosenAtFirst(element, context.form.get(place.blockId, actionId));
  const keep = () => context.form.set(place.blockId, actionId, slackValue(element.type, options.filter(isChosen)));
  const isChosen = (option: Option) => chosen.has(option.value ?? '');
  const change = async (value: string, checked: boolean) => {
    if (element.type === 'radio_buttons') chosen.clear();
    if (checked) chosen.add(value);
    else chosen.delete(value);
    keep();
    if (!place.dispatches || !(await confirmFirst(confirm, context.names))) return;
    const selected =
      element.type === 'checkboxes'
        ? { selectedValues: options.filter(isChosen).map((option) => option.value ?? '') }
        : { selectedValue: value };
    await context.act(group, { blockId: place.blockId, actionId, ...selected });
  };
  const type = element.type === 'checkboxes' ? 'checkbox' : 'radio';
  const rows = options.map((option) => {
    const box: HTMLInputElement = h('input', { type, name, checked: isChosen(option) });
    box.addEventListener('change', () => change(option.value ?? '', box.checked));
    const { text, description } = option;
    const words = h(
      'span',
      {},
      renderText(text, context.names),
      description && h('small', {}, renderText(description, context.names)),
    );
    return h('label', { class: 'choice' }, box, words);
  });
  keep();
  const group = h(
    'div',
    { class: 'choices', role: type === 'radio' ? 'radiogroup' : 'group', 'aria-labelledby': place.labelledBy },
    ...rows,
  );
  return group;
}

function chosenAtFirst(element: Checkboxes | RadioButtons, kept: Json | undefined): Set<string> {
  const initial =
    element.type === 'checkboxes'
      ? (element.initial_options ?? [])
      : element.initial_option
        ? [element.initial_option]
        : [];
  // The user's choice survives an update of the view, as in Slack.
  const options = (kept ? (kept.selected_options ?? [kept.selected_option].filter(Boolean)) : initial) as Option[];
  return new Set(options.map(({ value }) => value ?? ''));
}

function slackValue(type: 'checkboxes' | 'radio_buttons', chosen: Option[]): Json {
  return type === 'checkboxes' ? { type, selected_options: chosen } : { type, selected_option: chosen[0] ?? null };
}
