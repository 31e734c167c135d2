import type { Button, KnownBlock, ModalView, RichTextBlock, RichTextElement } from '@slack/types';
import { type ActionExecution, durationOf } from '../domain/action-execution.js';
import { principalName } from '../domain/reason.js';
import { type Revision, revisionId, revisionsOf } from '../domain/revision.js';
import { MASK } from '../masking/mask-secrets.js';
import { placeInWords } from './cause.js';
import { executionUrl, pipelineUrl } from './console-links.js';
import { logStreamUrl } from './console-places.js';
import { linkButton } from './link-button.js';
import { severalLines } from './long-text.js';
import { actions, button, context } from './message.js';
import { modal, type Subject } from './modal.js';
import { quoted, reasonOfAction } from './reason-quote.js';
import { bold, line, link, preformatted, quote, richText, text, time } from './rich-text.js';
import { firstLineOf } from './run-heading.js';
import { statusSymbol } from './status.js';
import { cut, cutAtWord, durationInWords, oneLine, shortId } from './text.js';
import { whatRan } from './what-ran.js';

export const DETAILS_TITLE = 'Action';
export const REFRESH_DETAILS = 'refresh-details';
export const ALL_FIELDS = 'all-fields';
export const ALL_ATTEMPTS = 'all-attempts';
export const LATEST_ATTEMPTS = 'latest-attempts';

export interface Details {
  action: ActionExecution;
  masked: number;
  rows: ActionExecution[]; // rows of its run read so far; all of them when `isWholeRun`
  isWholeRun: boolean;
  region: string;
  now: Date;
}

/** Why, when, who, what it ran, and links. */
export function detailsView(subject: Subject, details: Details): ModalView {
  const { listing } = subject;
  return modal(DETAILS_TITLE, subject, [
    richText([line(...headline(subject, details)), ...why(details.action)]),
    richText(facts(subject, details)),
    ...linkRow(subject, details),
    actions('details-row', [
      moreButton(ALL_FIELDS, 'All fields', 'All fields that AWS has of this action execution'),
      moreButton(ALL_ATTEMPTS, 'All attempts', 'All attempts of this run'),
      moreButton(REFRESH_DETAILS, 'Refresh', 'Refresh: read this action execution again'),
    ]),
    context(`${listing.pipelineName} · ${details.region}`),
  ]);
}

export const backRow = (label = 'Show details'): KnownBlock =>
  actions('back-row', [moreButton(REFRESH_DETAILS, label, `${label} of this action execution`)]);

export const moreButton = (action: string, label: string, accessibilityLabel: string): Button =>
  button(label, { actionId: action, value: action }, { accessibilityLabel });

const VERBS: Record<string, string> = { Failed: 'failed', Succeeded: 'succeeded', Abandoned: 'was abandoned' };

function headline({ listing }: Subject, { action, region }: Details): RichTextElement[] {
  const isApproval = action.input?.actionTypeId?.category === 'Approval';
  const going = isApproval ? 'is waiting' : 'is running';
  const status = cutAtWord(oneLine(action.status ?? 'no status'), 60);
  const verb = action.status === 'InProgress' ? going : (VERBS[action.status ?? ''] ?? `is ${status}`);
  return [
    text(`${statusSymbol(action.status)} `),
    bold(`${placeOf(action)} ${verb}`),
    text(' in '),
    link(pipelineUrl(region, listing.pipelineName), listing.pipelineName),
  ];
}

const placeOf = ({ stageName = 'no stage', actionName = 'no action' }: ActionExecution): string =>
  placeInWords({ stageName, actionName });

/** Empty where the action's name contains the stage's. */
const stageOf = (action: ActionExecution): string => {
  const stage = cutAtWord(oneLine(action.stageName ?? ''), 60);
  return placeOf(action).includes(stage) ? '' : stage;
};

const MESSAGE = 2500; // longest error message shown: more can't be taken in at once

/** The distilled reason, and AWS's own words where they say more. */
function why(action: ActionExecution): RichTextBlock['elements'] {
  const { errorDetails, externalExecutionSummary } = action.output?.executionResult ?? {};
  const told = severalLines((errorDetails?.message ?? externalExecutionSummary ?? '').trim());
  const category = action.input?.actionTypeId?.category;
  if (action.status !== 'Failed') {
    // A source's summary is its commit, shown below.
    return category === 'Source' ? [] : quote(text(cut(told, MESSAGE)));
  }
  const reason = reasonOfAction(action);
  const said = quoted(reason, 500);
  // Multi-line messages are quoted as they are; single lines would repeat the reason.
  const isWhole = reason.kind === 'words' || reason.kind === 'rejected';
  if (isWhole && !told.includes('\n')) return quote(...said);
  return [...(isWhole ? [] : quote(...said)), ...(told ? [preformatted(cut(told, MESSAGE))] : [])];
}

function facts({ listing, address }: Subject, details: Details): RichTextBlock['elements'] {
  const { action, region } = details;
  const run = executionUrl(region, listing.pipelineName, address.pipelineExecutionId);
  const version = action.pipelineVersion === undefined ? '' : `, pipeline version ${action.pipelineVersion}`;
  return [
    ...fact('When', when(details)),
    ...fact(...who(action)),
    ...fact('Stage', [text(stageOf(action))]),
    ...fact(action.input?.actionTypeId?.category === 'Approval' ? 'Asked' : 'Ran', [text(whatRan(action))]),
    ...fact('Source', revisionsOf(details.rows).slice(0, 5).flatMap(revisionElements)),
    ...fact('Attempt', [text(attempt(details))]),
    ...fact('Run', [link(run, shortId(address.pipelineExecutionId)), text(version)]),
  ];
}

function fact(name: string, elements: RichTextElement[]): RichTextBlock['elements'] {
  const whole = line(...elements);
  return whole.elements.length ? [line(bold(`${name}  `), ...whole.elements)] : [];
}

function when({ action, now }: Details): RichTextElement[] {
  const duration = durationOf(action, now);
  const soFar = action.status === 'InProgress' ? ' so far' : '';
  return [
    ...(action.startTime ? [time(action.startTime, '{date_short_pretty} {time_secs}')] : []),
    text(
      duration === undefined
        ? ''
        : `${action.startTime ? ', ' : ''}${action.status === 'InProgress' ? '' : 'took '}${durationInWords(duration)}${soFar}`,
    ),
  ];
}

/** The person who decided or acted. A service's session is left out; a reviewer who rejected is in the quote. */
function who({ input, updatedBy = '', status }: ActionExecution): [name: string, elements: RichTextElement[]] {
  const person = updatedBy && oneLine(principalName(updatedBy));
  const isApproval = input?.actionTypeId?.category === 'Approval';
  if (!person || /^[\d-]+$/.test(person) || (isApproval && status !== 'Succeeded')) return ['', []];
  return [isApproval ? 'Approved by' : 'Started by', [text(cutAtWord(person, 100))]];
}

function revisionElements(revision: Revision, index: number): RichTextElement[] {
  const id = revisionId(revision.id);
  const author = revision.author?.name
    ? ` – ${cutAtWord(oneLine(revision.author.name.replace(/\S+@\S+/g, '')), 60)}`
    : '';
  const words = `${cutAtWord(firstLineOf(revision), 200)}${author.length > 3 ? author : ''}`;
  return [
    text(index ? '\n' : ''),
    ...(id ? [link(revision.url, id), text(words && ` ${words}`)] : [link(revision.url, words || 'its source')]),
  ];
}

/** `2 of 3` for one of several attempts, where all are known. */
function attempt({ action, rows, isWholeRun }: Details): string {
  const attempts = rows
    .filter(({ stageName, actionName }) => stageName === action.stageName && actionName === action.actionName)
    .toSorted((one, other) => (one.startTime?.getTime() ?? 0) - (other.startTime?.getTime() ?? 0));
  const number = attempts.findIndex(({ actionExecutionId }) => actionExecutionId === action.actionExecutionId) + 1;
  return isWholeRun && attempts.length > 1 && number ? `${number} of ${attempts.length}` : '';
}

const OPEN_LABELS: Record<string, string> = {
  Source: 'Open source',
  Build: 'Open build',
  Test: 'Open build',
  Deploy: 'Open deployment',
};

function linkRow({ listing, address }: Subject, { action, region }: Details): KnownBlock[] {
  const { externalExecutionUrl: url, externalExecutionId: id, logStreamARN } = action.output?.executionResult ?? {};
  const settings = { ...action.input?.configuration, ...action.input?.resolvedConfiguration };
  const label = OPEN_LABELS[action.input?.actionTypeId?.category ?? ''] ?? 'Open result';
  const shown = (given: string | undefined) => (given?.includes(MASK) ? undefined : given);
  const buttons = [
    ...linkButton('external', label, shown(url)),
    ...linkButton('log', 'Open log', logStreamUrl(logStreamARN) ?? logStreamUrl(id)),
    ...linkButton('entity', 'Open what it is about', shown(settings.ExternalEntityLink)),
    ...linkButton('run', 'Open run', executionUrl(region, listing.pipelineName, address.pipelineExecutionId)),
  ];
  return buttons.length ? [actions('links-row', buttons)] : [];
}
