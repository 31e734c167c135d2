import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { ActionExecution } from '../domain/action-execution.js';
import { MASK } from '../masking/mask-secrets.js';
import { ERROR_DETAILS, fieldGroups } from './action-fields.js';
import { executionUrl, pipelineUrl } from './console-links.js';
import { logStreamUrl } from './console-places.js';
import { drawGroups } from './draw-groups.js';
import { linkButton } from './link-button.js';
import { actions, button, context } from './message.js';
import { modal, type Subject } from './modal.js';
import { bold, line, link, richText, text } from './rich-text.js';
import { statusSymbol, statusWord } from './status.js';
import { counted, cut, oneLine } from './text.js';

export const DETAILS_TITLE = 'Action execution';
/** **Send as file**: everything, as JSON. */
export const SEND_FILE = 'send-file';
/** Reads the action execution anew, in place. */
export const REFRESH_DETAILS = 'refresh-details';
/** The execution's attempts by the API's two filters, in a view on top. */
export const ALL_ATTEMPTS = 'all-attempts';
export const LATEST_ATTEMPTS = 'latest-attempts';

export interface Details {
  /** With its secrets masked. */
  action: ActionExecution;
  masked: number;
  region: string;
  now: Date;
}

/** Everything AWS says of one action execution; what is cut can be had whole by a button beside it. */
export function detailsView(subject: Subject, details: Details): ModalView {
  const { action, masked, region, now } = details;
  const groups = fieldGroups(action, { pipelineName: subject.listing.pipelineName, region, now });
  const drawn = drawGroups(groups);
  const [why, rest] = groups[0]?.path === ERROR_DETAILS ? [drawn.slice(0, 1), drawn.slice(1)] : [[], drawn];
  const notes = [
    ...(masked ? [`${counted(masked, 'value')} masked.`] : []),
    ...(drawn.some(({ isCut }) => isCut) ? ['What is cut here can be had whole: Show all, or Send as file.'] : []),
    `${subject.listing.pipelineName} · ${region}`,
  ];
  return modal(DETAILS_TITLE, subject, [
    headline(subject, details),
    ...why.flatMap(({ blocks }) => blocks),
    ...linkRow(subject, details),
    actions('details-row', [
      moreButton(ALL_ATTEMPTS, 'All attempts', 'All attempts in this execution'),
      moreButton(LATEST_ATTEMPTS, 'Latest attempts', 'Latest attempts in this execution'),
      moreButton(SEND_FILE, 'Send as file', 'Send me everything as a JSON file'),
      moreButton(REFRESH_DETAILS, 'Refresh', 'Read this action execution again'),
    ]),
    ...rest.flatMap(({ blocks }) => blocks),
    context(notes.join('\n')),
  ]);
}

/** The button that reads the action execution anew, in a modal that does not show it. */
export const backRow = (label = 'Show details'): KnownBlock =>
  actions('back-row', [moreButton(REFRESH_DETAILS, label, 'Show the details of this action execution')]);

const moreButton = (action: string, label: string, accessibilityLabel: string): Button =>
  button(label, { actionId: action, value: action }, { accessibilityLabel });

function headline({ listing }: Subject, { action, region }: Details): KnownBlock {
  const { status, stageName = 'no stage', actionName = 'no action' } = action;
  const where = `${cut(oneLine(stageName), 100)} › ${cut(oneLine(actionName), 100)}`;
  return richText([
    line(
      text(`${statusSymbol(status)} ${cut(oneLine(statusWord(status)), 100)} `),
      bold(where),
      text(' in '),
      link(pipelineUrl(region, listing.pipelineName), listing.pipelineName),
    ),
  ]);
}

const OPEN_LABELS: Record<string, string> = {
  Source: 'Open source',
  Build: 'Open build',
  Test: 'Open build',
  Deploy: 'Open deployment',
};

/** Where to look: the build, the log, the execution. Artifacts are linked where they are listed. */
function linkRow({ listing, address }: Subject, { action, region }: Details): KnownBlock[] {
  const { externalExecutionUrl: url, externalExecutionId: id, logStreamARN } = action.output?.executionResult ?? {};
  const label = OPEN_LABELS[action.input?.actionTypeId?.category ?? ''] ?? 'Open run';
  const external = url?.includes(MASK) ? undefined : url;
  const buttons = [
    ...linkButton('external', label, external),
    ...linkButton('log', 'Open log', logStreamUrl(logStreamARN) ?? logStreamUrl(id)),
    ...linkButton(
      'execution',
      'Open execution',
      executionUrl(region, listing.pipelineName, address.pipelineExecutionId),
    ),
  ];
  return buttons.length ? [actions('links-row', buttons)] : [];
}
