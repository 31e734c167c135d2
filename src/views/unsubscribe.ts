import { fullName } from '../domain/account.js';
import type { Unsubscribed } from '../use-cases/unsubscribe.js';
import { askRow } from './ask.js';
import type { Message } from './message.js';
import { refusalView } from './refusal.js';
import { code, line, richText, text, user } from './rich-text.js';
import { subscriptionList, unsubscribeQuestion } from './subscription-list.js';
import { escapeMrkdwn, listed } from './text.js';

/** For the whole channel. @param person Slack's id. */
export const unsubscribedView = (pipeline: string, region: string, person: string): Message => ({
  text: escapeMrkdwn(`This channel is no longer subscribed to ${pipeline} in ${region}.`),
  blocks: [
    richText([line(user(person), text(' unsubscribed this channel from '), code(pipeline), text(` in ${region}.`))]),
  ],
});

/** For the user who unsubscribed. */
export function unsubscribeAnswerView(unsubscribed: Exclude<Unsubscribed, { kind: 'unsubscribed' }>): Message {
  const { pipeline, region } = unsubscribed;
  if (unsubscribed.kind === 'untold') {
    return refusalView(
      `This channel is no longer subscribed to ${fullName({ pipelineName: pipeline, region })}. I could not tell the channel.`,
    );
  }
  const { covering, others } = unsubscribed;
  if (covering.length) {
    const patterns = covering.map((one) => fullName({ pipelineName: one.pipeline, region: one.region }));
    const sentence = `${fullName({ pipelineName: pipeline, region })} has no subscription of its own here: ${listed(patterns)} ${patterns.length === 1 ? 'covers' : 'cover'} it.`;
    const questions = covering
      .slice(0, 4)
      .map((one) => ({ label: `Unsubscribe ${one.pipeline}`, ...unsubscribeQuestion(one) }));
    return refusalView(sentence, undefined, askRow(questions));
  }
  const sentence = `This channel is not subscribed to ${pipeline} in ${region}${others.length ? '. It is subscribed to:' : ', or to anything else.'}`;
  return refusalView(sentence, undefined, subscriptionList(others));
}
