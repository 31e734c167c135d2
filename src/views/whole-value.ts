import type { KnownBlock, ModalView, RichTextBlock } from '@slack/types';
import type { Field, FieldGroup } from './action-fields.js';
import { pieces, severalLines } from './long-text.js';
import { context } from './message.js';
import { accountRow, MODAL, modal, type Subject, viewBytes } from './modal.js';
import { bold, line, preformatted, richText, text } from './rich-text.js';
import { counted } from './text.js';

export const WHOLE_TITLE = 'Whole value';

/** For members outside any group, since a button's value can't be empty. */
export const OWN = 'own';

/** Slack's limit for a text is 3,000; short texts share a block, since a view has 100. */
const PIECE = 2900;

/** A whole group in a view on top of the details; undefined when it is too large, then it is sent as a file. */
export function wholeValueView(subject: Subject, { path, fields }: FieldGroup, masked: number): ModalView | undefined {
  const blocks: KnownBlock[] = [
    ...packed([line(bold(path || 'actionExecutionDetails')), ...fields.flatMap(fieldElements)]),
    ...(masked ? [context(`${counted(masked, 'value')} of this action execution masked.`)] : []),
    ...accountRow(subject),
  ];
  if (blocks.length > MODAL.blocks || viewBytes(blocks) > MODAL.bytes) return undefined;
  return modal(WHOLE_TITLE, subject, blocks);
}

type Element = RichTextBlock['elements'][number];

function fieldElements({ name, value }: Field): Element[] {
  const parts = pieces(severalLines(value), PIECE);
  return [line(text(severalLines(name).slice(0, PIECE))), ...parts.map(preformatted)];
}

export const groupNamed = (groups: FieldGroup[], value: string): FieldGroup | undefined =>
  groups.find(({ path }) => path === (value === OWN ? '' : value));

function packed(elements: Element[]): RichTextBlock[] {
  const blocks: Element[][] = [];
  let room = 0;
  for (const element of elements) {
    const length = JSON.stringify(element).length;
    const last = blocks.at(-1);
    if (last && length <= room) last.push(element);
    else {
      blocks.push([element]);
      room = PIECE;
    }
    room -= length;
  }
  return blocks.map(richText);
}
