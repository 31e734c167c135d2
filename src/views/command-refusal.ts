import type { KnownBlock } from '@slack/types';
import type { Guess } from '../command-line/guess-name.js';
import type { Command } from '../command-line/parse-command.js';
import type { Refusal } from '../command-line/refusal.js';
import { askRow, choiceOf, type Question, questionsAbout } from './ask.js';
import type { Message } from './message.js';
import { picker } from './picker.js';
import { refusalView } from './refusal.js';
import { refusalInWords } from './refusal-in-words.js';

type RefusedCommand = Extract<Command, { kind: 'refused' }>;

/** Why a typed command can't be understood, and what to type. No reference: nothing is broken. */
export const commandRefusalView = (refused: RefusedCommand, typed: string): Message =>
  refusalView(refusalInWords(refused.refusal), undefined, wayOn(refused, typed));

function wayOn({ refusal, isQuestion, guess }: RefusedCommand, typed: string): KnownBlock[] {
  const { kind } = refusal;
  if (kind === 'several-names') return askRow(choiceOf(refusal.names));
  if (kind === 'unknown-command') return askRow([meant(refusal)]);
  if (kind === 'unknown-option' && refusal.didYouMean) return mended(refusal.option, refusal.didYouMean, typed, guess);
  if (guess && kind !== 'missing-name') return askRow(questionsAbout(guess));
  return isQuestion ? [picker()] : [];
}

function meant({ command, name }: Extract<Refusal, { kind: 'unknown-command' }>): Question {
  const text = command === 'subscriptions' ? command : `${command} ${name}`;
  return { label: text, text, style: 'primary' };
}

function mended(option: string, didYouMean: string, typed: string, guess: Guess | undefined): KnownBlock[] {
  const show = guess ? questionsAbout(guess).slice(0, 1) : [];
  return askRow([{ label: `Use ${didYouMean}`, text: typed.replace(option, didYouMean), style: 'primary' }, ...show]);
}
