import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { ActAddress } from '../../cursor/act-address.js';
import type { Operator } from '../../domain/act.js';
import type { Approval } from '../../use-cases/act/read-approval.js';
import { line, link, richText, text, time } from '../rich-text.js';
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
  const { comment, until, revisions, trigger } = approval;
  const url = approval.link?.trim();
  const asked = comment?.trim() || url;
  return askingWindow(at, [
    placeBlock(at),
    ...(asked ? [askedFor(comment, url)] : []),
    richText(whatGoesOut(revisions, trigger)),
    ...(until ? [richText([line(text('Can be decided until '), time(until))])] : []),
    ...(needed > 1 ? [richText([line(text(votesInWords(votes, needed)))])] : []),
    at.verb === 'approve' ? wordsInput('Comment', true) : wordsInput('Why not?', false),
  ]);
}

/** The approval's own comment and link, one of which is there. */
export function askedFor(comment: string | undefined, url: string | undefined): KnownBlock {
  const words = cut(oneLine(comment ?? ''), COMMENT);
  const quote = { type: 'rich_text_quote' as const, elements: [text(words || 'See'), text(' ')] };
  return richText([{ ...quote, elements: url ? [...quote.elements, link(url, oneLine(url))] : quote.elements }]);
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
