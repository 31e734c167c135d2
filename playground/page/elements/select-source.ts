import type { ExternalSelect, PlainTextOption, StaticSelect } from '@slack/types';
import type { BlockContext } from '../blocks/block-context.js';
import { emojify } from '../text/emojify.js';
import { type Choice, filterOptions } from '../text/filter-options.js';
import type { ChoiceSource } from './load-latest.js';
import { toChoice } from './to-choice.js';

/** Slack's default for asking the app. */
const MIN_QUERY_LENGTH = 3;

/** A select's own options, filtered here, or the app's answers while the user types. */
export function selectSource(
  select: StaticSelect | ExternalSelect,
  blockId: string,
  context: BlockContext,
): ChoiceSource {
  if (select.type === 'static_select') {
    const groups = groupsOf(select).map(({ label, options }) => ({ label, options: options.map(toChoice) }));
    return { load: (typed) => filterOptions(groups, typed) };
  }
  return {
    isRemote: true,
    minQueryLength: select.min_query_length ?? MIN_QUERY_LENGTH,
    async load(typed) {
      const answer = await context.loadOptions(blockId, select.action_id ?? '', typed);
      if (!answer.ok) throw new Error(answer.error);
      return answer.groups;
    },
  };
}

/** The element's own option object where it has one: Slack sends it whole. */
export function optionOf(select: StaticSelect | ExternalSelect, { text, value }: Choice): PlainTextOption {
  const own = select.type === 'static_select' ? groupsOf(select).flatMap(({ options }) => options) : [];
  return own.find((option) => option.value === value) ?? { text: { type: 'plain_text', text, emoji: true }, value };
}

function groupsOf({ option_groups: groups, options = [] }: StaticSelect) {
  return groups?.map(({ label, options }) => ({ label: emojify(label), options })) ?? [{ label: null, options }];
}
