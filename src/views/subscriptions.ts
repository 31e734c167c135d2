import type { RichTextElement } from '@slack/types';
import { fullName } from '../domain/account.js';
import { isPattern, type Subscription } from '../domain/subscription.js';
import type { KnownWish, NotAnnounced, Stored } from '../use-cases/subscriptions.js';
import { askRow, asTyped, COMMAND, type Question } from './ask.js';
import { confirmSubscribeView, wishAsTyped } from './confirm-subscribe.js';
import { context, type Message } from './message.js';
import { slackProblemInWords } from './problem.js';
import { refusalView } from './refusal.js';
import { code, line, richText, text, user } from './rich-text.js';
import { approvalsInWords, occasionInWords, subscriptionList, unsubscribeQuestion } from './subscription-list.js';
import { escapeMrkdwn } from './text.js';

/** For the whole channel. Does not mention the group or person yet. */
export function subscribedView({ subscription, isChange, isShared, isKnown }: Stored): Message {
  const { pipeline, region, subscribedBy } = subscription;
  const named = nameOf(subscription);
  const what = `${occasionInWords(subscription)}${extrasInWords(subscription)}.`;
  const did = isChange ? ' changed this channel’s subscription to ' : ' subscribed this channel to ';
  const preview = { label: 'Preview', text: asTyped({ pipelineName: pipeline, region }, 'failure') };
  const spoken = `Preview: why ${pipeline} failed last, only for you`;
  return {
    text: escapeMrkdwn(`This channel is now subscribed to ${named}: ${what}`),
    blocks: [
      richText([line(user(subscribedBy), text(did), code(named), text(`: ${what}`))]),
      ...askRow([
        ...(isPattern(pipeline) || !isKnown ? [] : [{ ...preview, spoken }]),
        { label: 'Unsubscribe', ...unsubscribeQuestion(subscription) },
      ]),
      context([region, ...sharedInWords(isShared)].join(' · ')),
    ],
  };
}

function extrasInWords({ branch, mention, ...rest }: Subscription): string {
  const whom = mention && (mention === 'author' ? 'the author' : 'user' in mention ? 'a person' : 'a group');
  return [
    ...(branch ? [`only branch ${branch}`] : []),
    ...(whom ? [`mentions ${whom}`] : []),
    ...approvalsInWords(rest),
  ]
    .map((words) => ` · ${words}`)
    .join('');
}

function sharedInWords(isShared: boolean | undefined): string[] {
  if (isShared === false) return [];
  return [
    isShared
      ? 'no log lines, because another company reads this channel'
      : 'no log lines, because Slack doesn’t say who reads this channel',
  ];
}

/** For the user who subscribed. @param botUser Slack's id. */
export function subscribeAnswerView(subscribed: NotAnnounced, botUser: string): Message {
  switch (subscribed.kind) {
    case 'already': {
      const { subscription } = subscribed;
      const named = nameOf(subscription);
      return saying(
        [
          text('This channel is already subscribed to '),
          code(named),
          text(`: ${occasionInWords(subscription)}${extrasInWords(subscription)}.`),
        ],
        `This channel is already subscribed to ${named}.`,
        [{ label: 'Unsubscribe', ...unsubscribeQuestion(subscription) }],
      );
    }
    case 'untold':
      return refusalView(
        `This channel is subscribed to ${nameOf(subscribed.subscription)}, but Slack did not confirm that it was told.`,
      );
    case 'confirm':
      return confirmSubscribeView(subscribed);
    case 'not-member':
      return saying(
        [
          text('⚠️ I am not in this channel, so nothing is subscribed. Type '),
          code('/invite'),
          text(' '),
          user(botUser),
          text(' first.'),
        ],
        'I am not in this channel, so nothing is subscribed. Invite me first.',
        [tryAgain(subscribed.wish)],
      );
    case 'not-postable':
      return refusalView(
        slackProblemInWords(subscribed.problem, 'Nothing is subscribed'),
        undefined,
        askRow([tryAgain(subscribed.wish)]),
      );
    case 'no-such-group':
      return refusalView(
        `There is no user group @${subscribed.handle}. Name a group by its handle, or a person by the member ID in their profile, such as U024BE7LH.`,
      );
    case 'between-two':
      return refusalView(
        'Bots can’t post in a direct message between two people, so nothing is subscribed. Use a channel, or your direct message with me.',
      );
  }
}

const nameOf = ({ pipeline, region }: Subscription): string => fullName({ pipelineName: pipeline, region });

const tryAgain = (wish: KnownWish): Question => ({ label: 'Try again', text: wishAsTyped(wish), style: 'primary' });

const saying = (elements: RichTextElement[], sentence: string, questions: Question[]): Message => ({
  text: escapeMrkdwn(sentence),
  blocks: [richText([line(...elements)]), ...askRow(questions)],
});

export function subscriptionsView(subscriptions: readonly Subscription[]): Message {
  if (subscriptions.length === 0) {
    const typed = `${COMMAND} subscribe my-pipeline`;
    return saying(
      [text('This channel has no subscriptions. '), code(typed), text(' adds one.')],
      `This channel has no subscriptions. ${typed} adds one.`,
      [],
    );
  }
  const count = subscriptions.length === 1 ? '1 subscription' : `${subscriptions.length} subscriptions`;
  return {
    text: `This channel has ${count}.`,
    blocks: [richText([line(text(`This channel has ${count}:`))]), ...subscriptionList(subscriptions)],
  };
}
