import { createHash } from 'node:crypto';
import type { ActionsBlock, Option } from '@slack/types';
import { PIPELINE_NAME } from '../domain/listing.js';
import { SLACK } from './message.js';
import { cut } from './text.js';

export const PICK_PIPELINE = 'pick-pipeline';

/** A select that completes the names of pipelines as one types. */
export const picker = (): ActionsBlock => ({
  type: 'actions',
  elements: [
    {
      type: 'external_select',
      action_id: PICK_PIPELINE,
      placeholder: { type: 'plain_text', text: 'Pick a pipeline' },
      min_query_length: 0,
    },
  ],
});

export interface Suggestions {
  option_groups: { label: { type: 'plain_text'; text: string }; options: Option[] }[];
}

/** The value of an option that is only words: Slack refuses a group without any option. Picked, it shows the picker. */
export const NO_PIPELINE = '~';

/** Names for the picker: those with what was typed at the start first, at most 100; the label says when there are more. */
export function suggestionsView(typed: string, names: string[], more: boolean): Suggestions {
  const wanted = typed.trim().toLowerCase();
  const rank = (name: string) => name.toLowerCase().indexOf(wanted);
  const matching = names
    .filter((name) => rank(name) >= 0)
    .sort((one, other) => Number(rank(one) > 0) - Number(rank(other) > 0) || one.localeCompare(other));
  const usable = isUsable(typed) && !names.includes(typed.trim());
  const shown = matching.slice(0, SLACK.options - 1);
  const groups = [
    ...(shown.length ? [group(labelFor(shown.length, matching.length, more), shown.map(nameOption))] : []),
    ...(usable ? [group('Not in the list?', [useOption(typed.trim())])] : []),
  ];
  return {
    option_groups: groups.length
      ? groups
      : [wordsOnly('Nothing found', more ? 'Type the whole name' : 'No pipeline matches')],
  };
}

/** For a picker whose names AWS did not list in time. */
export function noSuggestionsView(typed: string): Suggestions {
  const label = 'AWS listed no pipelines: type the whole name';
  return {
    option_groups: [
      isUsable(typed) ? group(label, [useOption(typed.trim())]) : wordsOnly('AWS listed no pipelines', label),
    ],
  };
}

const wordsOnly = (label: string, words: string) =>
  group(label, [{ text: { type: 'plain_text', text: cut(words, SLACK.optionText) }, value: NO_PIPELINE }]);

function labelFor(shown: number, matching: number, more: boolean): string {
  if (shown < matching) return `First ${shown} of ${matching}${more ? ' or more' : ''}: type more of the name`;
  return more ? 'First pipelines: to find others, type the whole name' : 'Pipelines';
}

const group = (label: string, options: Option[]) => ({
  label: { type: 'plain_text' as const, text: cut(label, SLACK.optionText) },
  options,
});

const nameOption = (name: string): Option => option(name, name);
const useOption = (name: string): Option => option(`Use “${name}”`, name);
const option = (words: string, name: string): Option => ({
  text: { type: 'plain_text', text: cut(words, SLACK.optionText) },
  value: pickValue(name),
});

/** A name as an option's value, which Slack holds to 75 characters; a longer name becomes a mark that only it matches. */
export function pickValue(name: string): string {
  if (name.length <= SLACK.optionText) return name;
  return `~${createHash('sha256').update(name).digest('base64url')}`;
}

/** Whether what was typed can be picked as it is, without AWS having named it. */
const isUsable = (typed: string) => PIPELINE_NAME.test(typed.trim()) && typed.trim().length <= SLACK.optionText;
