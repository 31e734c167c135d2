import type { ModalView } from '@slack/types';
import { fullName } from '../domain/account.js';
import type { TextFile } from './action-file.js';
import { paragraph } from './message.js';
import { type About, accountRow, modal, problemView, type Subject } from './modal.js';

export const FILE_TITLE = 'File';

export function fileSentView(subject: Subject, { name, content }: TextFile): ModalView {
  const kilobytes = Math.ceil(Buffer.byteLength(content) / 1024);
  const sentence = `${name} (${kilobytes} KB, secrets masked) was sent to you as a direct message.`;
  return modal(FILE_TITLE, subject, [paragraph(`📄 ${sentence}`), ...accountRow(subject)]);
}

export const fileComment = ({ listing }: Subject): string =>
  `An action execution of ${fullName(listing)}, as you asked.`;

/** @param code Slack's error. */
export function fileRefusedView(about: About, code: string, reference: string): ModalView {
  const sentence =
    code === 'missing_scope'
      ? 'This bot may not send files. The people who run it have to add the scopes files:write and im:write.'
      : `Slack did not accept the file (${code}). Try again in a minute.`;
  return problemView(FILE_TITLE, about, sentence, reference);
}
