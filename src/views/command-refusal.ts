import type { KnownBlock } from '@slack/types';
import type { Guess } from '../command-line/guess-name.js';
import type { Refusal } from '../command-line/refusal.js';
import { askRow, choiceOf, type Question, questionsAbout } from './ask.js';
import type { Message } from './message.js';
import { picker } from './picker.js';
import { refusalView } from './refusal.js';
import { refusalInWords } from './refusal-in-words.js';

/**
 * What was typed and can't be done: why not, and what to do instead. It is a slip and no fault, so it has no reference.
 * @param guess The pipeline that it seems to be about.
 */
export const commandRefusalView = (refusal: Refusal, typed: string, guess?: Guess): Message =>
  refusalView(refusalInWords(refusal), undefined, wayOn(refusal, typed, guess));

function wayOn(refusal: Refusal, typed: string, guess: Guess | undefined): KnownBlock[] {
  const { kind } = refusal;
  if (kind === 'missing-name') return refusal.command?.endsWith('subscribe') ? [] : [picker()];
  if (kind === 'several-names') return askRow(choiceOf(refusal.names));
  if (kind === 'unknown-command') return askRow([meant(refusal)]);
  if (kind === 'unknown-option' && refusal.didYouMean) return mended(refusal.option, refusal.didYouMean, typed, guess);
  return askRow(guess ? questionsAbout(guess) : []);
}

function meant({ command, name }: Extract<Refusal, { kind: 'unknown-command' }>): Question {
  const text = command === 'subscriptions' ? command : `${command} ${name}`;
  return { label: text, text, style: 'primary' };
}

function mended(option: string, didYouMean: string, typed: string, guess: Guess | undefined): KnownBlock[] {
  const show = guess ? questionsAbout(guess).slice(0, 1) : [];
  return askRow([{ label: `Use ${didYouMean}`, text: typed.replace(option, didYouMean), style: 'primary' }, ...show]);
}
