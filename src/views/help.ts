import type { RichTextBlock } from '@slack/types';
import { OWN } from '../domain/account.js';
import { COMMAND } from './ask.js';
import { context, type Message } from './message.js';
import { picker } from './picker.js';
import { bold, code, line, richText, text } from './rich-text.js';
import { cut, escapeMrkdwn, listed } from './text.js';

const MORE = `${COMMAND} help shows everything`;

export const pickView = (): Message => ({
  text: escapeMrkdwn(`Pick a pipeline to see its actions. ${MORE}.`),
  blocks: [picker(), richText([line(code(`${COMMAND} help`), text(' shows everything'))])],
});

type Lines = readonly (readonly [typed: string, meaning: string])[];

const QUESTIONS: Lines = [
  ['my-pipeline', 'its actions, newest first'],
  ['failed my-pipeline', 'only what failed'],
  ['why my-pipeline', 'why it failed last'],
  ['approvals my-pipeline', 'what waits'],
  ['my-pipeline 1b2c3d4e', 'a run, by id or commit'],
];

const CHANNELS: Lines = [
  ['subscribe my-pipeline', 'its failures'],
  ['subscribe svc-*', 'all that begin so'],
  ['unsubscribe my-pipeline', 'no more'],
  ['subscriptions', 'what this channel has'],
];

const OPTIONS: Lines = [
  ['--region us-east-1', 'another region'],
  ['--page-size 50', '1 to 100, else 10'],
  ['--max-items 200', 'where to stop'],
  ['--latest ID, --all ID', 'attempts of a run'],
  ['--on every', 'each failure, not the first only'],
  ['--mention @group', 'or @person, or author'],
  ['--branch main', 'only that branch'],
  ['--approvals --remind 4h', 'approvals too'],
];

/** @param accounts Aliases of those beside the bot's own. */
export const helpView = (accounts: readonly string[] = []): Message => ({
  text: escapeMrkdwn(
    `Type ${COMMAND} and a pipeline’s name to see its actions, or failed, why or subscribe before the name.`,
  ),
  blocks: [
    richText([
      line(text('Type '), code(COMMAND), text(' and')),
      list(QUESTIONS),
      line(text('\n'), bold('In a channel')),
      list(CHANNELS),
      line(text('\n'), bold('Options')),
      list([
        ...OPTIONS,
        ...accounts.slice(0, 1).map((alias) => [`--account ${alias}`, `or ${alias}:my-pipeline`] as const),
      ]),
    ]),
    picker(),
    context('A console address, an ARN or an aws codepipeline list-action-executions line works too.'),
    ...(accounts.length ? [context(cut(`Accounts: ${listed([OWN, ...accounts])}.`, 1000))] : []),
  ],
});

const list = (lines: Lines): RichTextBlock['elements'][number] => ({
  type: 'rich_text_list',
  style: 'bullet',
  elements: lines.map(([typed, meaning]) => line(code(typed), text(` ${meaning}`))),
});
