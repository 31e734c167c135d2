import type { ContextBlock } from '@slack/types';
import { accountIn } from '../../domain/account.js';
import type { Failure, Unread } from '../../domain/failure.js';
import { context } from '../message.js';
import { ASSUME_ROLE, noWayInto, problemBriefly } from '../problem.js';

/** Whether a channel must not see logs; `unknown` where Slack does not answer. */
export type HideLog = boolean | 'unknown' | undefined;

/** Reads that failed, and why a log is hidden; empty if neither. */
export function smallPrint({ region, unread, log }: Failure, hideLog: HideLog, preview: boolean): ContextBlock[] {
  const alias = accountIn(region);
  const inWords = (one: Unread) =>
    alias !== undefined && one.permission === ASSUME_ROLE && one.why === 'access-denied'
      ? noWayInto(alias)
      : unreadInWords(one);
  const sentences = [...new Set(unread.map(inWords)), ...(log ? logHidden(hideLog, preview) : [])];
  return sentences.length ? [context(sentences.join(' '))] : [];
}

function logHidden(hideLog: HideLog, preview: boolean): string[] {
  if (!hideLog) return [];
  if (hideLog !== 'unknown') return ['This channel is shared with another company, so the log is left out.'];
  const unseen = 'I can’t see whether another company reads this channel';
  return [preview ? `${unseen}: if you post this here, the log is left out.` : `${unseen}, so the log is left out.`];
}

/** `Couldn’t read the log: no permission logs:GetLogEvents.` */
export function unreadInWords({ what, why, permission = '' }: Unread): string {
  switch (why) {
    case 'none':
      return what === 'log' ? 'This build wrote no log.' : 'AWS lists no action that failed.';
    case 'empty':
      return 'The log is empty.';
    case 'not-in-cloudwatch':
      return 'The log is not kept in CloudWatch Logs.';
    case 'not-found':
      return what === 'build' ? 'The build is not in this account.' : `AWS no longer has this ${THINGS[what]}.`;
    default:
      return `Couldn’t read the ${THINGS[what]}: ${problemBriefly(why, permission)}.`;
  }
}

const THINGS: Record<Unread['what'], string> = {
  action: 'failed action',
  execution: 'revision or trigger',
  'earlier executions': 'earlier runs',
  condition: 'rules of its conditions',
  build: 'build',
  log: 'log',
};
