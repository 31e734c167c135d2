import type { ActionsBlock, PlainTextOption } from '@slack/types';
import { encodeAddress } from '../cursor/action-address.js';
import { encodeListing } from '../cursor/page-cursor.js';
import { encodeRunChoice } from '../cursor/run-choice.js';
import { type ActionExecution, durationOf } from '../domain/action-execution.js';
import type { Listing } from '../domain/listing.js';
import { revisionId } from '../domain/revision.js';
import type { Run } from '../domain/run.js';
import { actions, SLACK } from './message.js';
import { firstLineOf } from './run-heading.js';
import { byHeading, type Heading, headingOf, type NameAction } from './run-words.js';
import { statusSymbol } from './status.js';
import { cutAtWord, durationInWords, oneLine, shortId } from './text.js';

/** The select under a page: an action of it → its details; or what can be done with one of its runs. */
export const DETAILS = 'details';

/** What a run's option asks for, other than the details of one of its actions. */
export const FAILURE_SUMMARY = 'failure';
export const RETRY_RUN = 'retry';
export const STOP_RUN = 'stop';
export const DECIDE_RUN = 'decide';

interface RunOption {
  choice: string;
  label: string;
}

/** What can be done with a run, in front of its actions. */
const optionsFor = (run: Run, canAct: boolean): RunOption[] => [
  ...(isFailed(run) ? [{ choice: FAILURE_SUMMARY, label: 'Failure summary…' }] : []),
  ...(canAct ? actsFor(run) : []),
];

/** By what the page knows of a run; whether it is still so is asked when the window opens. */
function actsFor(run: Run): RunOption[] {
  const { failed, abandoned, running } = byHeading(run);
  const waits = running.some(({ newest }) => newest.input?.actionTypeId?.category === 'Approval');
  return [
    ...(waits ? [{ choice: DECIDE_RUN, label: 'Approve or reject…' }] : []),
    ...(failed.length || abandoned.length ? [{ choice: RETRY_RUN, label: 'Retry…' }] : []),
    ...(running.length ? [{ choice: STOP_RUN, label: 'Stop…' }] : []),
  ];
}

export interface Choices {
  /** None where there is nothing to choose. */
  blocks: ActionsBlock[];
  /** Characters of all labels and options together. */
  length: number;
}

/** Characters of a group's label and of an option: on long pages they are short, for a message holds only so much. */
const LENGTHS = [
  { label: SLACK.optionText, option: SLACK.optionText },
  { label: 40, option: 36 },
  { label: 14, option: 18 },
] as const;
const ROOM = 4500;

export interface ChoicesPage {
  listing: Listing;
  /** In the order of the page. */
  runs: Run[];
  /** The rows that are offered. */
  rows: ActionExecution[];
  nameOf: NameAction;
  now: Date;
  /** In a modal nothing can be posted, so it offers actions alone. */
  actionsOnly?: boolean;
  /** Operators are named for the pipeline. */
  canAct?: boolean | undefined;
}

/** Everything that can be opened from a page, by run, failed ones first. Rows whose ids are no UUIDs are left out. */
export function runChoices(page: ChoicesPage): Choices {
  const failedFirst = [...page.runs].sort((one, other) => Number(isFailed(other)) - Number(isFailed(one)));
  let groups: Group[] = [];
  let length = 0;
  for (const lengths of LENGTHS) {
    groups = failedFirst.map((run) => group(run, page, lengths)).filter(({ options }) => options.length > 0);
    length = groups.reduce((sum, one) => sum + lengthOf(one), 0);
    if (length <= ROOM) break;
  }
  return { blocks: groups.length ? [selectRow(page, groups)] : [], length };
}

interface Group {
  label: { type: 'plain_text'; text: string };
  options: PlainTextOption[];
}

const isFailed = (run: Run) => headingOf(run) === 'failed';
const lengthOf = ({ label, options }: Group) =>
  options.reduce((sum, { text }) => sum + text.text.length, label.text.length);

function group(run: Run, page: ChoicesPage, lengths: (typeof LENGTHS)[number]): Group {
  const shown = new Set(page.rows);
  const rows = run.rows.filter((row) => shown.has(row));
  const chosen = (page.actionsOnly ? [] : optionsFor(run, page.canAct ?? false)).map(({ choice, label }) =>
    option(cutAtWord(label, lengths.option), encodeRunChoice(choice, run.pipelineExecutionId)),
  );
  const actionsOf = rows.map((row) =>
    option(cutAtWord(actionInWords(row, run, page), lengths.option), encodeAddress(row)),
  );
  return {
    label: { type: 'plain_text', text: cutAtWord(runInWords(run), lengths.label) },
    options: [...chosen, ...actionsOf].flat().slice(0, SLACK.options),
  };
}

const option = (text: string, value: string | undefined): PlainTextOption[] =>
  value === undefined ? [] : [{ text: { type: 'plain_text', text }, value }];

const SIGNS: Record<Heading, string> = { failed: '❌ ', running: '⏳ ', abandoned: '🚫 ', unknown: '❔ ', passed: '' };

/** `❌ 986bfdee chore: regenerate the API client · Nov 23`. */
function runInWords(run: Run): string {
  const [revision] = run.revisions;
  const id = revision && revisionId(revision.id);
  const words = revision ? cutAtWord(firstLineOf(revision), 45) : '';
  const what = [id, words].filter(Boolean).join(' ') || `Run ${shortId(run.pipelineExecutionId) || 'without an id'}`;
  return `${SIGNS[headingOf(run)]}${what}${run.startTime ? ` · ${day(run.startTime)}` : ''}`;
}

/** `❌ Approve · 12:52 UTC · 18m 49s`: plain text knows no reader's zone; the time tells attempts apart. */
function actionInWords(row: ActionExecution, { startTime }: Run, { nameOf, now }: ChoicesPage): string {
  const started = row.startTime;
  const date = started && startTime && day(started) !== day(startTime) ? `${day(started)} ` : '';
  const duration = durationOf(row, now);
  return [
    `${statusSymbol(row.status)} ${oneLine(nameOf(row))}`,
    ...(started ? [`${date}${started.toISOString().slice(11, 16)} UTC`] : []),
    ...(duration === undefined ? [] : [durationInWords(duration)]),
  ].join(' · ');
}

const DAY = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });
const day = (date: Date) => DAY.format(date);

const selectRow = ({ listing }: ChoicesPage, groups: Group[]): ActionsBlock =>
  actions(encodeListing(listing), [
    {
      type: 'static_select',
      action_id: DETAILS,
      placeholder: { type: 'plain_text', text: 'Open an action…' },
      option_groups: groups,
    },
  ]);
