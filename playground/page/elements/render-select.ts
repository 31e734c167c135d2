import type { ExternalSelect, PlainTextOption, StaticSelect } from '@slack/types';
import type { BlockContext, ElementPlace } from '../blocks/block-context.js';
import { h } from '../dom/h.js';
import { icon } from '../dom/icon.js';
import { emojify } from '../text/emojify.js';
import { type Choice, type ChoiceGroup, filterOptions } from '../text/filter-options.js';
import { confirmFirst } from './confirm-first.js';
import { openListbox } from './open-listbox.js';
import { toChoice } from './to-choice.js';

/** Slack asks the app after this many typed characters unless the element says otherwise. */
const MIN_QUERY_LENGTH = 3;

/** Draws a static_select or external_select: a button that shows the choice and opens a filterable list. */
export function renderSelect(
  select: StaticSelect | ExternalSelect,
  place: ElementPlace,
  context: BlockContext,
): HTMLElement {
  const { type, action_id: actionId = '', confirm, placeholder } = select;
  const { blockId } = place;
  const asks = placeholder ? emojify(placeholder) : 'Select an option';
  const shown = h('span', { class: 'select-text', id: `select-${++count}` });
  const show = (option: PlainTextOption | null) => {
    context.form.set(blockId, actionId, { type, selected_option: option });
    shown.textContent = option ? emojify(option.text) : asks;
    control.classList.toggle('chosen', option !== null);
  };
  const choose = async ({ text, value }: Choice) => {
    if (!(await confirmFirst(confirm, context.names))) return;
    show({ text: { type: 'plain_text', text, emoji: true }, value });
    if (place.dispatches) await context.act(control, { blockId, actionId, selectedValue: value, selectedText: text });
  };
  const open = () =>
    openListbox({
      anchor: control,
      label: asks,
      filter: 'Find an option',
      ...(select.type === 'external_select' && {
        minQueryLength: select.min_query_length ?? MIN_QUERY_LENGTH,
        isRemote: true,
      }),
      load: (typed) => loadChoices(select, blockId, typed, context),
      choose,
    });
  const control: HTMLElement = h(
    'button',
    {
      type: 'button',
      class: 'select',
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'aria-label': place.labelledBy ? null : asks,
      'aria-labelledby': place.labelledBy && `${place.labelledBy} ${shown.id}`,
      'aria-describedby': place.describedBy ?? shown.id,
      'data-action-id': actionId,
      autofocus: select.focus_on_load,
      onclick: open,
    },
    shown,
    icon('chevron'),
  );
  const kept = context.form.get(blockId, actionId);
  show((kept ? kept.selected_option : (select.initial_option ?? null)) as PlainTextOption | null);
  return control;
}

let count = 0;

async function loadChoices(
  select: StaticSelect | ExternalSelect,
  blockId: string,
  typed: string,
  context: BlockContext,
): Promise<ChoiceGroup[]> {
  if (select.type === 'static_select') {
    const groups = select.option_groups?.map(({ label, options }) => ({
      label: emojify(label),
      options: options.map(toChoice),
    }));
    return filterOptions(groups ?? [{ label: null, options: (select.options ?? []).map(toChoice) }], typed);
  }
  const answer = await context.loadOptions(blockId, select.action_id ?? '', typed);
  if (!answer.ok) throw new Error(answer.error);
  return answer.groups;
}
