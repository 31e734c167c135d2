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

/** The select under a page: details of an action, or acts on a run. */
export const DETAILS = 'details';

export const FAILURE_SUMMARY = 'failure';
export const RETRY_RUN = 'retry';
export const STOP_RUN = 'stop';
export const DECIDE_RUN = 'decide';

interface RunOption {
  choice: string;
  label: string;
}

/** Listed before the run's actions. */
const optionsFor = (run: Run, canAct: boolean): RunOption[] => [
  ...(isFailed(run) ? [{ choice: FAILURE_SUMMARY, label: 'Failure summary…' }] : []),
  ...(canAct ? actsFor(run) : []),
];

/** By what the page knows; the window checks the current state. */
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
  blocks: ActionsBlock[]; // empty where there is nothing to choose
  length: number;
}

/** Lengths of labels and options; shorter on long pages, to fit Slack's limit for a message. */
const LENGTHS = [
  { label: SLACK.optionText, option: SLACK.optionText },
  { label: 40, option: 36 },
  { label: 14, option: 18 },
] as const;
const ROOM = 4500;

export interface ChoicesPage {
  listing: Listing;
  runs: Run[];
  rows: ActionExecution[];
  nameOf: NameAction;
  now: Date;
  actionsOnly?: boolean; // modals can't post, so they offer actions only
  canAct?: boolean | undefined;
}

/** Options by run, failed runs first. Rows without UUIDs are left out. */
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

/** `❌ Approve · 12:52 UTC · 18m 49s`: plain text can't use the reader's time zone; the time tells attempts apart. */
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
