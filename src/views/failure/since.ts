import type { ContextBlock } from '@slack/types';
import type { Failure } from '../../domain/failure.js';
import { mrkdwnTime } from '../rich-text.js';
import { cut, oneLine } from '../text.js';
import { isPush, triggerInWords } from '../trigger.js';
import { ordinal } from './words.js';

const SAME_DAY_MS = 16 * 3_600_000; // within this time of the failure, a success needs no date

/** Small print: `3rd in a row`, the last success, the branch or trigger. @param repeated Overrides the streak. */
export function since(failure: Failure, repeated?: number, postedBy?: string): ContextBlock[] {
  const { attempt, branch, trigger } = failure;
  const parts = [howMany(failure, repeated), ...(attempt > 1 ? [`attempt ${attempt}`] : []), lastSuccess(failure)];
  const ours = parts.filter(Boolean).join(' · ');
  const begin = (words: string) => (ours ? `· ${words}` : capital(words));
  const started = trigger ? begin(triggerInWords(trigger)) : '';
  const name = cut(oneLine(branch ?? ''), 60);
  const theirs = name && (!trigger || isPush(trigger)) ? `${ours ? '· ' : ''}${name}` : started;
  const posted = postedBy && /^[UW][A-Z0-9]+$/.test(postedBy) ? `posted by <@${postedBy}>` : '';
  const elements: ContextBlock['elements'] = [
    ...(ours ? [{ type: 'mrkdwn' as const, text: capital(ours), verbatim: true }] : []),
    // Outside text is plain_text, so it can't be markup.
    ...(theirs ? [{ type: 'plain_text' as const, text: theirs, emoji: false }] : []),
    ...(posted ? [{ type: 'mrkdwn' as const, text: theirs ? `· ${posted}` : begin(posted) }] : []),
  ];
  return elements.length ? [{ type: 'context', elements }] : [];
}

function howMany({ streak }: Failure, repeated: number | undefined): string {
  const count = repeated ?? streak?.count;
  if (count === undefined) return '';
  if (count > 1) return streak?.orMore && !repeated ? `at least ${count} in a row` : `${ordinal(count)} in a row`;
  return streak?.orMore ? 'first failure in a while' : 'first failure';
}

function lastSuccess({ streak, failedAt }: Failure): string {
  const success = streak?.lastSuccess;
  if (!success) return streak && !streak.orMore ? 'no success yet' : '';
  const isNear = failedAt !== undefined && failedAt.getTime() - success.getTime() < SAME_DAY_MS;
  const format = isNear ? '{time}' : '{date_short}';
  return `last success ${mrkdwnTime(success, format)}`;
}

const capital = (words: string) => words.replace(/^[a-z]/, (letter) => letter.toUpperCase());
