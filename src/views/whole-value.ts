import type { KnownBlock, ModalView, RichTextBlock } from '@slack/types';
import type { Field, FieldGroup } from './action-fields.js';
import { pieces, severalLines } from './long-text.js';
import { context } from './message.js';
import { MODAL, modal, type Subject, viewBytes } from './modal.js';
import { bold, line, richText, text } from './rich-text.js';
import { counted } from './text.js';

export const WHOLE_TITLE = 'Whole value';

/** Slack's ceiling for one text is 3,000 characters; what is short shares a block, for there are only a hundred. */
const PIECE = 2900;

/** Everything of some groups in full; undefined when it takes more than a modal holds, so that it has to be a file. */
export function wholeValueView(subject: Subject, groups: FieldGroup[], masked: number): ModalView | undefined {
  const blocks: KnownBlock[] = [
    ...groups.flatMap(({ path, fields }) => packed([heading(path), ...fields.flatMap(fieldElements)])),
    ...(masked ? [context(`${counted(masked, 'value')} masked.`)] : []),
  ];
  if (blocks.length > MODAL.blocks || viewBytes(blocks) > MODAL.bytes) return undefined;
  return modal(WHOLE_TITLE, subject, blocks);
}

type Element = RichTextBlock['elements'][number];

const heading = (path: string): Element => line(bold(path || 'actionExecutionDetails'));

function fieldElements({ name, value }: Field): Element[] {
  const parts = pieces(severalLines(value), PIECE);
  return [
    line(text(severalLines(name).slice(0, PIECE))),
    ...parts.map((part): Element => ({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: part }] })),
  ];
}

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
