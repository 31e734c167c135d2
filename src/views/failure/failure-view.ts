import type { RichTextBlock } from '@slack/types';
import type { Failure } from '../../domain/failure.js';
import { revisionId } from '../../domain/revision.js';
import type { Named } from '../../domain/subscription.js';
import { failureActs } from '../act/buttons.js';
import type { Message } from '../message.js';
import { code, line, richText, text } from '../rich-text.js';
import { failureButtons } from './buttons.js';
import { changes } from './changes.js';
import { headline, sentence } from './headline.js';
import { quotes } from './quotes.js';
import { since } from './since.js';
import { type HideLog, smallPrint } from './small-print.js';

export interface FailureOptions {
  /** Shown to one person only: offers to post it. */
  preview?: boolean | undefined;
  /** Whom a subscription names; never anyone that text from outside names. */
  mentions?: Named[] | undefined;
  /** The Slack user who posts it. */
  postedBy?: string | undefined;
  /** A retry of the failed stage runs. */
  retrying?: boolean | undefined;
  /** Revisions: the stage was rolled back to one, and the other is still broken. */
  rolledBack?: { to: string; broken?: string | undefined } | undefined;
  /** The how-manieth failure in a row this is, where that is known better than from `failure.streak`. */
  repeated?: number | undefined;
  /** For channels shared with another company; `unknown` where Slack does not say: hidden unless one person sees it. */
  hideLog?: HideLog;
  /** Operators are named for its pipeline, so it offers to retry and to roll back. */
  canAct?: boolean | undefined;
}

/** The summary of a failed execution: what, where and why first; within Slack's limits for any failure. */
export function failureView(failure: Failure, options: FailureOptions = {}): Message {
  const { preview = false, hideLog, mentions, repeated, postedBy, canAct, retrying, rolledBack } = options;
  const acts = canAct ? failureActs(failure, { retrying, rolledBack: rolledBack !== undefined }) : [];
  const isHidden = hideLog === 'unknown' ? !preview : hideLog === true;
  return {
    text: sentence(failure),
    blocks: [
      richText([
        headline(failure, options),
        ...rolledBackTo(rolledBack),
        ...quotes(failure, { hideLog: isHidden }),
        ...changes(failure, mentions),
      ]),
      ...since(failure, repeated, postedBy),
      ...smallPrint(failure, hideLog, preview),
      ...failureButtons(failure, preview, acts),
    ],
  };
}

/** `Rolled back to 1234abcd; 5678ef01 is still broken`. */
function rolledBackTo(rolledBack: FailureOptions['rolledBack']): RichTextBlock['elements'] {
  if (!rolledBack) return [];
  const [to, broken] = [revisionId(rolledBack.to), revisionId(rolledBack.broken ?? '')];
  const still = broken ? [text('; '), code(broken), text(' is still broken')] : [];
  return [line(text('Rolled back to '), code(to || '–'), ...still)];
}
