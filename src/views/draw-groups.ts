import type { KnownBlock, RichTextBlock } from '@slack/types';
import { ERROR_DETAILS, type Field, type FieldGroup } from './action-fields.js';
import { severalLines } from './long-text.js';
import { actions, button } from './message.js';
import { viewBytes } from './modal.js';
import { bold, line, preformatted, richText, text } from './rich-text.js';
import { cut, oneLine } from './text.js';
import { OWN } from './whole-value.js';

export const SHOW_WHOLE = 'show-whole';

interface Amount {
  value: number;
  fields: number;
}

/** From most to least; the first that keeps the view small is used. */
const AMOUNTS: Amount[] = [
  { value: 400, fields: 60 },
  { value: 200, fields: 40 },
  { value: 100, fields: 20 },
  { value: 60, fields: 10 },
];
const BODY_BYTES = 50_000; // for phones; Slack's own limit is higher and undocumented
const MESSAGE_LENGTH = 2500;

/** Shows as much of each value as keeps the view small, with buttons for the rest. */
export function drawGroups(groups: FieldGroup[]): DrawnGroup[] {
  let drawn: DrawnGroup[] = [];
  for (const amount of AMOUNTS) {
    drawn = groups.map((group) => drawGroup(group, amount));
    if (viewBytes(drawn.flatMap(({ blocks }) => blocks)) <= BODY_BYTES) break;
  }
  return drawn;
}

export interface DrawnGroup {
  blocks: KnownBlock[];
  isCut: boolean;
}

function drawGroup({ path, fields }: FieldGroup, amount: Amount): DrawnGroup {
  const shown = fields.slice(0, amount.fields);
  const left = fields.length - shown.length;
  const drawn = shown.map((field) =>
    path === ERROR_DETAILS && field.name === MESSAGE ? drawMessage(field) : drawField(field, amount.value),
  );
  const block = richText([
    line(bold(path || 'actionExecutionDetails')),
    ...drawn.flatMap(({ elements }) => elements),
    ...(left ? [line(text(`and ${left} more`))] : []),
  ]);
  const isCut = left > 0 || drawn.some((one) => one.isCut);
  const name = path.split('.').at(-1) || 'these fields';
  const whole = button(`Show all of ${name}`, { actionId: SHOW_WHOLE, value: path || OWN });
  return { blocks: isCut ? [block, actions(`whole-${path || OWN}`, [whole])] : [block], isCut };
}

interface Drawn {
  elements: RichTextBlock['elements'];
  isCut: boolean;
}

const MESSAGE = 'message'; // keeps its line breaks; other values become one line

function drawMessage({ value }: Field): Drawn {
  const words = cut(severalLines(value), MESSAGE_LENGTH);
  return { elements: [line(label(MESSAGE)), preformatted(words || '–')], isCut: words !== value };
}

function drawField({ name, value, shown }: Field, length: number): Drawn {
  // The first few characters of a huge text are enough.
  const start = value.slice(0, 4 * length);
  const words = cut(`${oneLine(start)}${start === value ? '' : '…'}`, length);
  const isCut = words !== value || name.length > NAME_LENGTH;
  const element = shown && 'text' in shown ? { ...shown, text: words || '–' } : text(words || '–');
  if (shown?.type === 'date') return { elements: [line(label(name), shown)], isCut: false };
  return { elements: [line(label(name), element)], isCut };
}

const NAME_LENGTH = 80;
const label = (name: string) => text(`${cut(oneLine(name) || '–', NAME_LENGTH)}: `, { italic: true });
