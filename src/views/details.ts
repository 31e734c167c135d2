import type { Button, KnownBlock, ModalView, RichTextElement } from '@slack/types';
import { MASK } from '../mask-secrets.js';
import type { ActionExecution } from '../pipeline.js';
import { type Field, type FieldGroup, fieldGroups } from './action-fields.js';
import { executionUrl, pipelineUrl } from './console-links.js';
import { logStreamUrl } from './console-places.js';
import { linkButton } from './link-button.js';
import { severalLines } from './long-text.js';
import { actions, button, context } from './message.js';
import { modal, type Subject, viewBytes } from './modal.js';
import { bold, line, link, richText, text } from './rich-text.js';
import { statusSymbol, statusWord } from './status.js';
import { counted, cut, oneLine } from './text.js';

export const DETAILS_TITLE = 'Action execution';
/** **Show all**: its value is the path of a group. */
export const SHOW_WHOLE = 'show-whole';
/** **Send as file**: everything, as JSON. */
export const SEND_FILE = 'send-file';
/** Reads the action execution anew, in place. */
export const REFRESH_DETAILS = 'refresh-details';
/** The executions's attempts by the API's two filters, in a view on top. */
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
  const { body, isCut } = fitBody(groups);
  const notes = [
    ...(masked ? [`${counted(masked, 'value')} masked.`] : []),
    ...(isCut ? ['What is cut here can be had whole: Show all, or Send as file.'] : []),
    `${subject.listing.pipelineName} · ${region}`,
  ];
  return modal(DETAILS_TITLE, subject, [
    headline(subject, details),
    ...linkRow(subject, details),
    ...body,
    actions('details-row', [
      moreButton(ALL_ATTEMPTS, 'All attempts', 'All attempts in this execution'),
      moreButton(LATEST_ATTEMPTS, 'Latest attempts', 'Latest attempts in this execution'),
      moreButton(SEND_FILE, 'Send as file', 'Send me everything as a JSON file'),
      moreButton(REFRESH_DETAILS, 'Refresh', 'Read this action execution again'),
    ]),
    context(notes.join('\n')),
  ]);
}

/** In place of the details once nothing is known of them: the button that asks again. */
export const refreshRow = (): KnownBlock =>
  actions('refresh-row', [moreButton(REFRESH_DETAILS, 'Try again', 'Ask AWS again')]);

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

/** Where to look: the build, the log, the execution. Artifacts are linked where they are listed. */
function linkRow({ listing, address }: Subject, { action, region }: Details): KnownBlock[] {
  const { externalExecutionUrl: url, externalExecutionId: id, logStreamARN } = action.output?.executionResult ?? {};
  const category = action.input?.actionTypeId?.category;
  const external = url?.includes(MASK) ? undefined : url;
  const buttons = [
    ...linkButton('external', category === 'Build' || category === 'Test' ? 'Open build' : 'Open run', external),
    ...linkButton('log', 'Open log', logStreamUrl(logStreamARN) ?? logStreamUrl(id)),
    ...linkButton(
      'execution',
      'Open execution',
      executionUrl(region, listing.pipelineName, address.pipelineExecutionId),
    ),
  ];
  return buttons.length ? [actions('links-row', buttons)] : [];
}

/** How much of the values is shown: characters of each, and how many of a group. */
interface Amount {
  value: number;
  fields: number;
}

/** From the most to the least; the first that keeps the view small is taken. */
const AMOUNTS: [Amount, ...Amount[]] = [
  { value: 400, fields: 60 },
  { value: 200, fields: 40 },
  { value: 100, fields: 20 },
  { value: 60, fields: 10 },
];
/** For a body that comes fast on a phone; Slack's own ceiling is higher, and not written down. */
const BODY_BYTES = 50_000;
/** A person who opens a failed action wants its message: 2,500 characters are the most that anyone reads at once. */
const MESSAGE_LENGTH = 2500;

function fitBody(groups: FieldGroup[]): { body: KnownBlock[]; isCut: boolean } {
  let drawn = groups.map((group) => drawGroup(group, AMOUNTS[0]));
  for (const amount of AMOUNTS) {
    drawn = groups.map((group) => drawGroup(group, amount));
    if (viewBytes(drawn.flatMap(({ blocks }) => blocks)) <= BODY_BYTES) break;
  }
  return { body: drawn.flatMap(({ blocks }) => blocks), isCut: drawn.some(({ isCut }) => isCut) };
}

/** A heading in the API's own words, a line for each member, and a button where something is cut. */
function drawGroup({ path, fields }: FieldGroup, amount: Amount): { blocks: KnownBlock[]; isCut: boolean } {
  const shown = fields.slice(0, amount.fields);
  const left = fields.length - shown.length;
  const lines = shown.map((field) => drawField(field, amount.value));
  const isCut = left > 0 || lines.some((one) => one.isCut);
  const heading = bold(path || 'actionExecutionDetails');
  const elements = lines.flatMap((one) => [text('\n'), ...one.elements]);
  const block = richText([line(heading, ...elements, text(left ? `\nand ${left} more` : ''))]);
  const name = path || 'these fields';
  const whole = button(`Show all of ${name.split('.').at(-1)}`, { actionId: SHOW_WHOLE, value: path || OWN });
  return { blocks: isCut ? [block, actions(`whole-${path || OWN}`, [whole])] : [block], isCut };
}

/** A button's value can't be empty. */
export const OWN = 'own';

function drawField({ name, value, shown }: Field, length: number): { elements: RichTextElement[]; isCut: boolean } {
  const label = text(`${cut(oneLine(name) || '–', 80)}: `, { italic: true });
  const isMessage = name === 'message';
  const words = cut(isMessage ? severalLines(value) : oneLine(value), isMessage ? MESSAGE_LENGTH : length);
  const isCut = words !== value || name.length > 80;
  if (shown && !(shown.type === 'link' && isCut)) return { elements: [label, shown], isCut: false };
  if (shown?.type === 'link') return { elements: [label, { ...shown, text: words || '–' }], isCut };
  return { elements: [label, text(words || '–')], isCut };
}
