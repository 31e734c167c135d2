import type { KnownBlock, ModalView, RichTextBlock } from '@slack/types';
import type { Field, FieldGroup } from './action-fields.js';
import { pieces, severalLines } from './long-text.js';
import { context } from './message.js';
import { MODAL, modal, type Subject, viewBytes } from './modal.js';
import { bold, line, richText, text } from './rich-text.js';
import { counted } from './text.js';

export const WHOLE_TITLE = 'Whole value';

/** Stands for the path of the members that lie in no group; a button's value can't be empty. */
export const OWN = 'own';

/** Slack's ceiling for one text is 3,000 characters; what is short shares a block, for there are only a hundred. */
const PIECE = 2900;

/**
 * A group in full, in a view on top of the details; undefined when it takes more than a modal holds. A view is where
 * the reader already is and needs no permission, so a file is sent only then.
 */
export function wholeValueView(subject: Subject, { path, fields }: FieldGroup, masked: number): ModalView | undefined {
  const blocks: KnownBlock[] = [
    ...packed([line(bold(path || 'actionExecutionDetails')), ...fields.flatMap(fieldElements)]),
    ...(masked ? [context(`${counted(masked, 'value')} of this action execution masked.`)] : []),
  ];
  if (blocks.length > MODAL.blocks || viewBytes(blocks) > MODAL.bytes) return undefined;
  return modal(WHOLE_TITLE, subject, blocks);
}

type Element = RichTextBlock['elements'][number];

function fieldElements({ name, value }: Field): Element[] {
  const parts = pieces(severalLines(value), PIECE);
  return [
    line(text(severalLines(name).slice(0, PIECE))),
    ...parts.map((part): Element => ({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: part }] })),
  ];
}

/** The group that a **Show all** button names. */
export const groupNamed = (groups: FieldGroup[], value: string): FieldGroup | undefined =>
  groups.find(({ path }) => path === (value === OWN ? '' : value));

/** Elements in as few blocks as hold a piece's worth of text each. */
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
