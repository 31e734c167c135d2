import type { Accounts } from '../domain/account.js';
import { type Guess, guessName } from './guess-name.js';
import { COMMANDS } from './known-words.js';
import { type ApprovalsCommand, parseApprovalsCommand } from './parse-approvals-command.js';
import { type FailureCommand, type ListCommand, type PhraseCommand, parseQuestion } from './parse-question.js';
import {
  parseSubscribeCommand,
  parseUnsubscribeCommand,
  type SubscribeCommand,
  type UnsubscribeCommand,
} from './parse-subscribe-command.js';
import { CommandRefusal, type Refusal } from './refusal.js';
import { tokenize } from './tokenize.js';

export type Command =
  | { kind: 'pick' }
  | { kind: 'help' }
  | ListCommand
  | FailureCommand
  | PhraseCommand
  | ApprovalsCommand
  | SubscribeCommand
  | UnsubscribeCommand
  | { kind: 'subscriptions' }
  /** `isQuestion`: the text asks about a pipeline, which is `guess` where a word looks like its name. */
  | { kind: 'refused'; refusal: Refusal; isQuestion: boolean; guess?: Guess };

/**
 * The text behind `/pipeline-actions` → a request or a refusal; never throws, whatever was typed.
 * @param accounts Those beside the bot's own. Where there are any, regions hold their account.
 */
export function parseCommand(text: string, accounts: Accounts = { others: [] }): Command {
  try {
    return parseWords(withoutCommand(tokenize(text)), accounts);
  } catch (error) {
    if (!(error instanceof CommandRefusal)) throw error;
    const words = withoutCommand(text.trim().split(/\s+/));
    const isQuestion = !COMMANDS.includes(words[0]?.toLowerCase() ?? '');
    const guess = isQuestion ? guessName(words) : undefined;
    return { kind: 'refused', refusal: error.refusal, isQuestion, ...(guess && { guess }) };
  }
}

function parseWords(words: string[], accounts: Accounts): Command {
  const [first = '', ...others] = words;
  if (words.length === 0) return { kind: 'pick' };
  if (/^(--?)?(help|h)$/i.test(first) || others.some((word) => /^(--help|-h)$/i.test(word))) return { kind: 'help' };
  switch (first.toLowerCase()) {
    case 'approvals':
      return parseApprovalsCommand(others, accounts);
    case 'subscribe':
      return parseSubscribeCommand(others, accounts);
    case 'unsubscribe':
      return parseUnsubscribeCommand(others, accounts);
    case 'subscriptions':
      return { kind: 'subscriptions' };
    default:
      return parseQuestion(words, accounts);
  }
}

/** People paste the slash command itself or a shell prompt. */
const withoutCommand = (words: string[]) => (/^(\$|\/pipeline-actions)$/.test(words[0] ?? '') ? words.slice(1) : words);
