import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { ActAddress } from '../../cursor/act-address.js';
import type { Operator } from '../../domain/act.js';
import type { Approval } from '../../use-cases/act/read-approval.js';
import { line, link, quote, richText, text, time } from '../rich-text.js';
import { cut, oneLine } from '../text.js';
import { whatGoesOut } from './what-goes-out.js';
import { askingWindow, placeBlock } from './window.js';

/** Where the words are typed. */
export const WORDS = 'words';
/** The longest that is typed: name and id stand before it in AWS, which takes 512. */
const MOST_TYPED = 400;
const COMMENT = 600;

/** Asks for a comment, which an approval may do without, or for a reason, which a rejection may not. */
export function decideWindow(at: ActAddress, approval: Approval, votes: Operator[], needed: number): ModalView {
  const { comment, link: url, until, revisions, trigger } = approval;
  return askingWindow(at, [
    placeBlock(at),
    ...askedFor(comment, url),
    richText(whatGoesOut(revisions, trigger)),
    ...(until ? [richText([line(text('Can be decided until '), time(until))])] : []),
    ...(needed > 1 ? [richText([line(text(votesInWords(votes, needed)))])] : []),
    at.verb === 'approve' ? wordsInput('Comment', true) : wordsInput('Why not?', false),
  ]);
}

/** The approval's own comment and link; no block where it has neither. */
export function askedFor(comment: string | undefined, url: string | undefined): KnownBlock[] {
  const words = cut(oneLine(comment ?? ''), COMMENT);
  const shown = oneLine(url ?? '');
  const said = shown ? quote(text(`${words || 'See'} `), link(url, shown)) : quote(text(words));
  return said.length ? [richText(said)] : [];
}

/** `1 of 2 have approved: Ada Lovelace`. */
export function votesInWords(votes: Operator[], needed: number): string {
  const names = votes.map(({ name }) => cut(oneLine(name), 60)).join(', ');
  return `${votes.length} of ${needed} have approved${names && `: ${names}`}`;
}

/** A field of several lines. */
export const wordsInput = (label: string, optional: boolean): InputBlock => ({
  type: 'input',
  block_id: WORDS,
  optional,
  label: { type: 'plain_text', text: label },
  hint: { type: 'plain_text', text: 'Stands in AWS, and in the message, with your name.' },
  element: { type: 'plain_text_input', action_id: WORDS, multiline: true, max_length: MOST_TYPED },
});
