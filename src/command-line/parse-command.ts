import type { Listing, Place } from '../domain/listing.js';
import { type ApprovalsCommand, parseApprovalsCommand } from './parse-approvals-command.js';
import { type FailureCommand, parseFailureCommand } from './parse-failure-command.js';
import { parseListCommand } from './parse-list-command.js';
import {
  parseSubscribeCommand,
  parseUnsubscribeCommand,
  type SubscribeCommand,
  type UnsubscribeCommand,
} from './parse-subscribe-command.js';
import { CommandRefusal } from './refusal.js';
import { tokenize } from './tokenize.js';

/** What someone asked for with the slash command. */
export type Command =
  | { kind: 'help' }
  | { kind: 'list'; listing: Listing; place: Place; notes: string[] }
  | FailureCommand
  | ApprovalsCommand
  | SubscribeCommand
  | UnsubscribeCommand
  | { kind: 'subscriptions' }
  /** `problem` is one sentence that says what was wrong with the text. */
  | { kind: 'refused'; problem: string };

/** The text behind `/pipeline-actions` → a request or a refusal; never throws, whatever was typed. */
export function parseCommand(text: string): Command {
  try {
    const words = withoutCommand(tokenize(text));
    const [first = ''] = words;
    if (words.length === 0 || /^(--?)?(help|h)$/i.test(first)) return { kind: 'help' };
    if (/^failure$/i.test(first)) return parseFailureCommand(words.slice(1));
    if (/^approvals$/i.test(first)) return parseApprovalsCommand(words.slice(1));
    if (/^subscribe$/i.test(first)) return parseSubscribeCommand(words.slice(1));
    if (/^unsubscribe$/i.test(first)) return parseUnsubscribeCommand(words.slice(1));
    if (/^subscriptions$/i.test(first)) return { kind: 'subscriptions' };
    return parseListCommand(words);
  } catch (error) {
    if (error instanceof CommandRefusal) return { kind: 'refused', problem: error.message };
    throw error;
  }
}

/** People paste the slash command itself, or a shell's prompt, before what they mean. */
const withoutCommand = (words: string[]) => (/^(\$|\/pipeline-actions)$/.test(words[0] ?? '') ? words.slice(1) : words);
