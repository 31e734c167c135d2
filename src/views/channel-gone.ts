import type { Subscription } from '../domain/subscription.js';
import { COMMAND } from './help.js';
import { context, type Message } from './message.js';
import { code, line, richText, text } from './rich-text.js';
import { cut, escapeMrkdwn } from './text.js';

const REASONS: Record<string, string> = {
  channel_not_found: 'I can’t see it any more',
  is_archived: 'it is archived',
  not_in_channel: 'I am not in it',
};

/** Why nothing can be posted to a channel, as the end of a sentence. @param reason Slack's word. */
export const goneInWords = (reason: string): string => REASONS[reason] ?? `Slack says ${reason}`;

/** To whoever subscribed a channel that can't be reached any more, once. */
export function channelGoneView(channel: string, reason: string, subscriptions: readonly Subscription[]): Message {
  const names = cut(subscriptions.map(({ pipeline }) => pipeline).join(', '), 1000);
  const said = `Failures of ${names} are no longer posted there, since ${goneInWords(reason)}.`;
  return {
    text: escapeMrkdwn(said),
    blocks: [
      richText([
        line(text('⚠️ '), { type: 'channel', channel_id: channel }, text(`: ${said}`)),
        line(text('To go on, invite me there and type '), code(`${COMMAND} subscribe <pipeline>`), text(' again.')),
      ]),
      context('You subscribed them. You are told this once.'),
    ],
  };
}
