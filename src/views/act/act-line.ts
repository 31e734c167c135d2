import type { ContextBlock } from '@slack/types';
import type { ActSummary, Verb } from '../../domain/act.js';
import type { Message } from '../message.js';
import { mrkdwnTime } from '../rich-text.js';

const DID: Record<Verb, string> = {
  approve: 'Approved',
  reject: 'Rejected',
  retry: 'Retried',
  stop: 'Stopped',
  'roll-back': 'Rollback started',
};

/** `Retried by @ada · 14:02`; nothing for an id that Slack could not have given. */
export function actLine({ verb, by, at }: ActSummary): ContextBlock[] {
  if (!/^[UW][A-Z0-9]+$/.test(by)) return [];
  const time = mrkdwnTime(new Date(at), '{time}');
  return [
    { type: 'context', elements: [{ type: 'mrkdwn', text: `${DID[verb]} by <@${by}> · ${time}`, verbatim: true }] },
  ];
}

/** A message that says below its first block who did what. */
export function withActLine({ text, blocks: [first, ...others] }: Message, act: ActSummary): Message {
  return { text, blocks: [...(first ? [first] : []), ...actLine(act), ...others] };
}
