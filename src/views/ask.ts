import type { ActionsBlock, Button } from '@slack/types';
import type { Guess } from '../command-line/guess-name.js';
import type { Intent } from '../command-line/known-words.js';
import { button } from './message.js';
import { placeAsTyped } from './place-as-typed.js';
import { listed } from './text.js';

export const COMMAND = '/pipeline-actions';
/** A button whose value is parsed like a typed command. */
export const ASK = 'ask';

const LONGEST = 2000; // Slack's limit for a button's value

export interface Question {
  label: string;
  text: string;
  spoken?: string;
  style?: 'primary' | 'danger';
}

/** A row of buttons that stand for typed commands; Slack makes the ids, so that the row may replace another. */
export function askRow(questions: readonly Question[]): ActionsBlock[] {
  const elements = questions.filter(({ text }) => text.length <= LONGEST).map(askButton);
  return elements.length ? [{ type: 'actions', elements }] : [];
}

/** @param at Its index, since ids must differ within a block. */
export function askButton({ label, text, spoken, style }: Question, at = 0): Button {
  const more = { ...(spoken && { accessibilityLabel: spoken }), ...(style && { style }) };
  return button(label, { actionId: `${ASK}:${at}`, value: text }, more);
}

const WORD: Record<Intent, string> = { list: '', failed: 'failed ', failure: 'why ' };

/** Passes the name as an option, since it may look like another word. */
export const asTyped = ({ pipelineName, region }: Guess, intent: Intent = 'list'): string =>
  `${WORD[intent]}--pipeline-name=${pipelineName}${placeAsTyped(region)}`;

export const questionsAbout = (guess: Guess): Question[] => [
  { label: `Show ${guess.pipelineName}`, text: asTyped(guess), spoken: `Show the actions of ${guess.pipelineName}` },
  { label: 'Why it failed', text: asTyped(guess, 'failure'), spoken: `Why ${guess.pipelineName} failed` },
  { label: 'Only failed', text: asTyped(guess, 'failed'), spoken: `Only failed actions of ${guess.pipelineName}` },
];

export const choiceOf = (names: readonly string[], region?: string, intent: Intent = 'list'): Question[] =>
  names.map((pipelineName) => ({
    label: pipelineName,
    text: asTyped({ pipelineName, ...(region && { region }) }, intent),
    spoken: `Show ${pipelineName}`,
  }));

/** How the question was understood, in a form that can be typed. */
export const understoodNote = ({ pipelineName, region }: Guess, intent: Intent): string =>
  `Understood as ${COMMAND} ${WORD[intent]}${pipelineName}${placeAsTyped(region)}`;

export const ignoredNote = (options: readonly string[]): string =>
  `${listed(options)} ${options.length === 1 ? 'changes' : 'change'} nothing here.`;
