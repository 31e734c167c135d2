import { fullName } from '../domain/account.js';
import type { Subscription } from '../domain/subscription.js';
import { COMMAND } from './ask.js';
import { context, type Message } from './message.js';
import { postProblemOf } from './post-problem.js';
import { code, line, richText, text } from './rich-text.js';
import { cut, escapeMrkdwn } from './text.js';

/** Sent once to the person who subscribed. @param reason Slack's error. */
export function channelGoneView(channel: string, reason: string, subscriptions: readonly Subscription[]): Message {
  const names = cut(
    subscriptions.map(({ pipeline, region }) => fullName({ pipelineName: pipeline, region })).join(', '),
    1000,
  );
  const { because, todo } = postProblemOf(reason);
  const said = `Failures of ${names} are no longer posted, because ${because}.`;
  return {
    text: escapeMrkdwn(said),
    blocks: [
      richText([
        line(text('⚠️ '), { type: 'channel', channel_id: channel }, text(`: ${said}`)),
        line(text(`${todo} Then type `), code(`${COMMAND} subscribe`), text(' and the name there again.')),
      ]),
      context('You subscribed this channel. I tell you this once.'),
    ],
  };
}
