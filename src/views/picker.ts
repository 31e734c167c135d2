import { createHash } from 'node:crypto';
import type { ActionsBlock, Option } from '@slack/types';
import { PIPELINE_NAME } from '../domain/listing.js';
import type { KnownNames } from '../use-cases/list-names.js';
import { SLACK } from './message.js';
import { cut, listed } from './text.js';

export const PICK_PIPELINE = 'pick-pipeline';

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

/** An option that is only a text, since Slack refuses an empty group. Choosing it shows the picker again. */
export const NO_PIPELINE = '~';

/** At most 100 names, those that start with the typed text first; the label says if there are more. */
export function suggestionsView(typed: string, { names, more, unread }: KnownNames): Suggestions {
  const wanted = typed.trim().toLowerCase();
  const rank = (name: string) => name.toLowerCase().indexOf(wanted);
  const matching = names
    .filter((name) => rank(name) >= 0)
    .sort((one, other) => Number(rank(one) > 0) - Number(rank(other) > 0) || one.localeCompare(other));
  const usable = isUsable(typed) && !names.includes(typed.trim());
  const shown = matching.slice(0, SLACK.options - (unread.length ? 2 : 1));
  const groups = [
    ...(shown.length ? [group(labelFor(shown.length, matching.length, more), shown.map(nameOption))] : []),
    ...(usable ? [group('Not in the list?', [useOption(typed.trim())])] : []),
    ...(unread.length ? [wordsOnly('AWS did not answer everywhere', `No names from ${listed(unread)}`)] : []),
  ];
  return {
    option_groups: groups.length
      ? groups
      : [wordsOnly('Nothing found', more ? 'Type the whole name' : 'No pipeline matches')],
  };
}

/** When AWS did not list names in time. */
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

/** A name, or a hash of one that is longer than Slack's 75 characters for an option. */
export function pickValue(name: string): string {
  if (name.length <= SLACK.optionText) return name;
  return `~${createHash('sha256').update(name).digest('base64url')}`;
}

/** Whether the typed text may be chosen although AWS did not list it. */
const isUsable = (typed: string) => PIPELINE_NAME.test(typed.trim()) && typed.trim().length <= SLACK.optionText;
