import type { ModalView, RichTextBlock } from '@slack/types';
import { fullName, type Pipeline } from '../../domain/account.js';
import type { FailureLog, Unread } from '../../domain/failure.js';
import { placeInWords } from '../cause.js';
import { pieces } from '../long-text.js';
import { context, type Message, paragraph } from '../message.js';
import { accountRow, modal, type Subject } from '../modal.js';
import { line, preformatted, richText, text } from '../rich-text.js';
import { counted, cut, escapeMrkdwn } from '../text.js';
import { unreadInWords } from './small-print.js';

export const LOG_TITLE = 'Log';

const LINE = 300; // characters of a line, a reply, a window and a block
const REPLY = 3000;
const WINDOW = 9000;
const BLOCK = 3000;

/** The reply in the thread of a summary. */
export function logReplyView(pipeline: Pipeline, log: FailureLog): Message {
  const shown = lastThatFit(log.lines, REPLY);
  return {
    text: escapeMrkdwn(`${headingOf(log, shown)} in ${fullName(pipeline)}.`),
    blocks: [richText([line(text(headingOf(log, shown))), ...printed(shown)])],
  };
}

export function logModal(subject: Subject, log: FailureLog): ModalView {
  const shown = lastThatFit(log.lines, WINDOW);
  return modal(LOG_TITLE, subject, [
    paragraph(headingOf(log, shown)),
    ...printed(shown).map((block) => richText([block])),
    ...(log.masked ? [context(maskedInWords(log))] : []),
    ...accountRow(subject),
  ]);
}

export const noLogModal = (subject: Subject, unread: Unread | undefined): ModalView =>
  modal(LOG_TITLE, subject, [
    paragraph(unread ? unreadInWords(unread) : 'This action wrote no log.'),
    ...accountRow(subject),
  ]);

function headingOf(log: FailureLog, shown: string[]): string {
  const lines = shown.length === 1 ? 'The last line' : `The last ${shown.length} lines`;
  return `${lines} of ${cut(placeInWords(log.of), 130)}`;
}

const maskedInWords = ({ masked }: FailureLog) => `${counted(masked, 'secret')} masked.`;

/** In rich_text no text can close its own block. */
const printed = (lines: string[]): RichTextBlock['elements'] =>
  pieces(lines.join('\n'), BLOCK).map((piece) => preformatted(piece.replace(/\n$/, '') || ' '));

/** Drops lines at the beginning: the end matters most. */
function lastThatFit(lines: string[], room: number): string[] {
  const short = lines.map((given) => cut(given, LINE));
  let length = 0;
  const from = short.findLastIndex((given) => {
    length += given.length + 1;
    return length > room;
  });
  return short.slice(from + 1);
}
