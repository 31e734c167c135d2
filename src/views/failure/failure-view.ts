import type { RichTextBlock } from '@slack/types';
import type { ActSummary } from '../../domain/act.js';
import type { Failure } from '../../domain/failure.js';
import { revisionId } from '../../domain/revision.js';
import type { Named } from '../../domain/subscription.js';
import { actLine } from '../act/act-line.js';
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
  preview?: boolean | undefined; // only one person sees it; offers to post it
  mentions?: Named[] | undefined; // from the subscription, never from outside text
  postedBy?: string | undefined;
  retrying?: boolean | undefined; // a retry of the failed stage is running
  /** The stage was rolled back to one revision; the other is still broken. */
  rolledBack?: { to: string; broken?: string | undefined } | undefined;
  repeated?: number | undefined; // failures in a row, where known better than from `failure.streak`
  /** For channels shared with another company. `unknown` (Slack does not answer) hides it except from one person. */
  hideLog?: HideLog;
  act?: ActSummary | undefined; // who did what about it
  canAct?: boolean | undefined; // whether to offer retry and rollback
}

/** What failed, where and why; within Slack's limits for any failure. */
export function failureView(failure: Failure, options: FailureOptions = {}): Message {
  const { preview = false, hideLog, mentions, repeated, postedBy, canAct, retrying, rolledBack, act } = options;
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
      ...(act ? actLine(act) : []),
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
