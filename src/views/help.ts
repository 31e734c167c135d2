import { createHash } from 'node:crypto';
import type { KnownBlock, Option } from '@slack/types';
import { PIPELINE_NAME } from '../domain/listing.js';
import { context, type Message, SLACK } from './message.js';
import { code, line, richText, text } from './rich-text.js';
import { cut, escapeMrkdwn } from './text.js';

export const COMMAND = '/pipeline-actions';
export const PICK_PIPELINE = 'pick-pipeline';

const USAGE = `${COMMAND} <pipeline> [execution id] [--failed] [--page-size 1–100] [--max-items n] [--region r]`;

const EXAMPLES: [typed: string, answer: string][] = [
  ['my-pipeline', 'its action executions, newest first, ten at a time'],
  ['my-pipeline 1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d', 'those of one execution'],
  ['my-pipeline --failed', 'only the failed ones of each page'],
  ['my-pipeline --page-size 50 --max-items 200', 'larger pages, and where to stop'],
  ['my-pipeline --region us-east-1', 'in another region'],
  ['failure my-pipeline', 'why its latest failed execution failed, to read or to post'],
  ['approvals my-pipeline', 'what waits for a decision, to approve or reject'],
  ['subscribe my-pipeline', 'a summary in this channel when it breaks, and when it is fixed'],
];

/** The usage, examples, and a picker that completes names. @param problem What was wrong with the text, if anything. */
export function helpView(problem?: { sentence: string; reference: string }): Message {
  const intro = 'Show the action executions of a CodePipeline pipeline, page by page. Only you see the answer.';
  return {
    text: escapeMrkdwn(
      problem ? `${problem.sentence} (reference ${problem.reference}) Usage: ${USAGE}` : `${intro} Usage: ${USAGE}`,
    ),
    blocks: [
      richText([line(text(problem ? `⚠️ ${problem.sentence}` : intro))]),
      richText([line(text('Usage: '), code(USAGE))]),
      ...(problem ? [] : [examples()]),
      picker(),
      context(
        problem
          ? `Reference ${problem.reference} · ${COMMAND} help shows examples.`
          : 'Flags are those of aws codepipeline list-action-executions: a pasted AWS CLI line works as it is.',
      ),
    ],
  };
}

const examples = (): KnownBlock =>
  richText([
    {
      type: 'rich_text_list',
      style: 'bullet',
      elements: EXAMPLES.map(([typed, answer]) => line(code(`${COMMAND} ${typed}`), text(` – ${answer}`))),
    },
  ]);

const picker = (): KnownBlock => ({
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

/** The value of an option that is only words: Slack refuses a group without any option. Picked, it shows the help. */
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

/** For a picker whose names AWS did not give in time. */
export function noSuggestionsView(typed: string): Suggestions {
  const label = 'AWS gave no names: type the whole name';
  return {
    option_groups: [isUsable(typed) ? group(label, [useOption(typed.trim())]) : wordsOnly('AWS gave no names', label)],
  };
}

const wordsOnly = (label: string, words: string) =>
  group(label, [{ text: { type: 'plain_text', text: cut(words, SLACK.optionText) }, value: NO_PIPELINE }]);

function labelFor(shown: number, matching: number, more: boolean): string {
  if (shown < matching) return `First ${shown} of ${matching}${more ? ' or more' : ''}: type more of the name`;
  return more ? 'Pipelines; there are more, so type the whole name' : 'Pipelines';
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
