import type { KnownBlock } from '@slack/types';
import type { Failure } from '../../domain/failure.js';
import type { Named } from '../../domain/subscription.js';
import { context, type Message } from '../message.js';
import { line, richText, text } from '../rich-text.js';
import { cut, escapeMrkdwn, oneLine } from '../text.js';
import { failureButtons } from './buttons.js';
import { changes } from './changes.js';
import { failedActions } from './failed-actions.js';
import { type Fixed, fixedElements, fixedInWords, headline, sentence } from './headline.js';
import { logTail } from './log-tail.js';
import { sinceWhen } from './since.js';
import { firstLine, placeInWords } from './words.js';

export interface FailureOptions {
  /** Shown to one person only: adds **Post to this channel**. */
  preview?: boolean | undefined;
  /** Whom a subscription names; never anyone that text from outside names. */
  mentions?: Named[] | undefined;
  /** The Slack user who posts it. */
  postedBy?: string | undefined;
  /** The message is condensed to what was wrong and what fixed it. */
  fixed?: Fixed | undefined;
  /** A retry of the failed stage runs. */
  retrying?: boolean | undefined;
  /** The how-manieth failure in a row this is, where that is known better than from `failure.streak`. */
  repeated?: number | undefined;
  /** For channels shared with another company; `unknown` where Slack does not say: hidden unless one person sees it. */
  hideLog?: boolean | 'unknown' | undefined;
}

/** The summary of a failed execution, within Slack's limits for any failure: design §6's order. */
export function failureView(failure: Failure, options: FailureOptions = {}): Message {
  const { fixed, preview = false } = options;
  const said = failedActions(failure.actions);
  const body = fixed ? whatWasWrong(failure) : whole(failure, options, said.elements);
  return {
    text: sentence(failure, options),
    blocks: [
      richText([headline(failure, options)]),
      ...body,
      ...(fixed ? [] : smallPrint(failure, { isCut: said.isCut, hideLog: options.hideLog, preview })),
      ...failureButtons(failure, { preview, fixed: fixed !== undefined }),
    ],
  };
}

function whole(
  failure: Failure,
  { repeated, hideLog, preview }: FailureOptions,
  said: ReturnType<typeof failedActions>['elements'],
): KnownBlock[] {
  const isHidden = hideLog === 'unknown' ? !preview : hideLog;
  const log = failure.log && !isHidden ? logTail(failure.log) : [];
  const parts = [said, [...sinceWhen(failure, repeated), ...changes(failure)], log];
  return parts.filter((elements) => elements.length > 0).map(richText);
}

/** In one line: the failure is history. */
function whatWasWrong({ actions }: Failure): KnownBlock[] {
  const [first] = actions;
  if (!first) return [];
  const reason = firstLine(first.reason ?? '', 200);
  const more = actions.length > 1 ? ` and ${actions.length - 1} more` : '';
  return [richText([line(text(`It had failed in ${placeInWords(first)}${more}${reason && `: ${reason}`}`))])];
}

function smallPrint(
  { unread, log }: Failure,
  { isCut, hideLog, preview }: { isCut: boolean; hideLog: FailureOptions['hideLog']; preview: boolean },
): KnownBlock[] {
  const notes = [
    ...(unread.length ? [`Could not be read: ${cut(unread.map(oneLine).join(', '), 600)}.`] : []),
    ...(isCut ? ['Long texts are cut: Show actions, then Details…, has them whole.'] : []),
    ...(log ? logInWords(hideLog, preview) : []),
    ...(preview ? ['Only you see this preview.'] : []),
  ];
  return notes.length ? [context(notes.join('\n'))] : [];
}

function logInWords(hideLog: FailureOptions['hideLog'], preview: boolean): string[] {
  if (!hideLog) return [];
  if (hideLog !== 'unknown') return ['This channel is shared with another company, so the log is left out.'];
  const unseen = 'I can’t see whether another company reads this channel';
  return [preview ? `${unseen}: if you post this here, the log is left out.` : `${unseen}, so the log is left out.`];
}

/** The one reply in the thread of a failure that is fixed, for whoever follows it. */
export function recoveryReplyView(failure: Pick<Failure, 'pipelineName'>, fixed: Fixed): Message {
  return {
    text: escapeMrkdwn(`${failure.pipelineName} is ${fixedInWords(fixed)}.`),
    blocks: [richText([line(text(`✅ ${cut(oneLine(failure.pipelineName), 100)} · `), ...fixedElements(fixed))])],
  };
}
