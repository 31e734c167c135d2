import type { ActionsBlock, Button } from '@slack/types';
import type { Guess } from '../command-line/guess-name.js';
import type { Intent } from '../command-line/known-words.js';
import { button } from './message.js';
import { placeAsTyped } from './pipeline-in-words.js';
import { listed } from './text.js';

/** The slash command, as the app's manifest declares it. */
export const COMMAND = '/pipeline-actions';
/** A button that asks what its value says, read like what a person types behind the command. */
export const ASK = 'ask';

/** Slack's limit for a button's value. */
const LONGEST = 2000;

export interface Question {
  label: string;
  /** As one would type it. */
  text: string;
  /** What a screen reader says. */
  spoken?: string;
  style?: 'primary' | 'danger';
}

/** One row of questions; none where there is nothing to ask. Ids are Slack's, so that the row may replace another. */
export function askRow(questions: readonly Question[]): ActionsBlock[] {
  const elements = questions.filter(({ text }) => text.length <= LONGEST).map(askButton);
  return elements.length ? [{ type: 'actions', elements }] : [];
}

/** @param at Its number in its block, in which every id has to be another. */
export function askButton({ label, text, spoken, style }: Question, at = 0): Button {
  const more = { ...(spoken && { accessibilityLabel: spoken }), ...(style && { style }) };
  return button(label, { actionId: `${ASK}:${at}`, value: text }, more);
}

const WORD: Record<Intent, string> = { list: '', failed: 'failed ', failure: 'why ' };

/** A question about a pipeline as one would type it. The name is given as an option, since it may look like a word. */
export const asTyped = ({ pipelineName, region }: Guess, intent: Intent = 'list'): string =>
  `${WORD[intent]}--pipeline-name=${pipelineName}${placeAsTyped(region)}`;

/** What can be asked of a pipeline that seems to be meant. */
export const questionsAbout = (guess: Guess): Question[] => [
  { label: `Show ${guess.pipelineName}`, text: asTyped(guess), spoken: `Show the actions of ${guess.pipelineName}` },
  { label: 'Why it failed', text: asTyped(guess, 'failure'), spoken: `Why ${guess.pipelineName} failed` },
  { label: 'Only failed', text: asTyped(guess, 'failed'), spoken: `Only failed actions of ${guess.pipelineName}` },
];

/** Names of which one seems to be meant. */
export const choiceOf = (names: readonly string[], region?: string, intent: Intent = 'list'): Question[] =>
  names.map((pipelineName) => ({
    label: pipelineName,
    text: asTyped({ pipelineName, ...(region && { region }) }, intent),
    spoken: `Show ${pipelineName}`,
  }));

/** What a question in words was taken for, so that the reader can type it so. */
export const understoodNote = ({ pipelineName, region }: Guess, intent: Intent): string =>
  `Understood as ${COMMAND} ${WORD[intent]}${pipelineName}${placeAsTyped(region)}`;

/** Options of a pasted line that change nothing here. */
export const ignoredNote = (options: readonly string[]): string =>
  `${listed(options)} ${options.length === 1 ? 'changes' : 'change'} nothing here.`;
