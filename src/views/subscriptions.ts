import type { RichTextSection } from '@slack/types';
import { isDirect, type Mention, type Subscription } from '../domain/subscription.js';
import type { Subscribed, Wish } from '../use-cases/subscriptions.js';
import { COMMAND } from './help.js';
import { actions, button, context, type Message } from './message.js';
import { code, line, richText, text, user } from './rich-text.js';
import { occasionInWords, SHOWN, subscriptionInWords, subscriptionList } from './subscription-list.js';
import { cut, escapeMrkdwn } from './text.js';

/** On the question whether a channel that another company reads should really hear of failures. */
export const CONFIRM_SUBSCRIBE = 'confirm-subscribe';

/** What was stored, and what is still to be done so that it can be heard of. @param botUser Slack's id of the bot. */
export function subscribedView(
  { subscription, renewed, isMember, isShared, unknownName }: Extract<Subscribed, { kind: 'stored' }>,
  botUser: string,
): Message {
  const { pipeline, region, channel } = subscription;
  const said = renewed ? 'Subscription changed' : 'Subscribed';
  const notes = [
    ...(unknownName ? [unknownInWords(pipeline, region, unknownName)] : []),
    ...logsInWords(isShared),
    `${COMMAND} subscriptions shows all of this channel.`,
  ];
  return {
    text: escapeMrkdwn(
      `${said}: this channel hears of ${pipeline} in ${region}, ${occasionInWords(subscription)}.${isMember ? '' : isDirect(channel) ? ' I can’t see this direct message.' : ' Invite me, so that I can post here.'}`,
    ),
    blocks: [
      richText([line(text(`✅ ${said}: this channel hears of `), ...subscriptionInWords(subscription))]),
      ...(isMember ? [] : [richText([howToReach(channel, botUser)])]),
      context(notes.join('\n')),
    ],
  };
}

function logsInWords(isShared: boolean | undefined): string[] {
  if (isShared === false) return [];
  return [
    isShared
      ? 'Log lines are left out, since another company reads this channel.'
      : 'I can’t see whether another company reads this channel, so log lines are left out until I am in it.',
  ];
}

/** Nobody can be invited to a direct message between two people. */
function howToReach(channel: string, botUser: string): RichTextSection {
  if (isDirect(channel)) {
    return line(
      text('⚠️ I can’t see this direct message. Unless it is one with me I can’t post here: subscribe in a channel.'),
    );
  }
  return line(
    ...[text('⚠️ I can’t see that I am in this channel. Type '), code('/invite'), text(' '), user(botUser)],
    text(' so that I can post here.'),
  );
}

function unknownInWords(name: string, region: string, close: string[]): string {
  const meant = close.length ? `; did you mean ${close.join(', ')}?` : '.';
  return `There is no pipeline ${name} in ${region} yet${meant}`;
}

/** Asks before failures are told where people of another company read them. */
export function confirmSubscribeView(wish: Wish & { mention?: Mention | undefined }): Message {
  const said = `People of another company read this channel. They would see which pipelines fail, why, and which commits; log lines are left out.`;
  return {
    text: `${said} Subscribe it all the same?`,
    blocks: [
      richText([line(text(`⚠️ ${said}`))]),
      actions('confirm-subscribe-row', [
        button(
          'Subscribe anyway',
          { actionId: CONFIRM_SUBSCRIBE, value: asTyped(wish) },
          { style: 'danger', accessibilityLabel: `Subscribe this shared channel to ${wish.pipeline}` },
        ),
      ]),
    ],
  };
}

/** A wish as one would type it: what a button carries is read like what a person types, by the same checks. */
function asTyped({ pipeline, on, mention, branch, region }: Wish & { mention?: Mention | undefined }): string {
  const whom = mention && (mention === 'author' ? 'author' : 'user' in mention ? mention.user : mention.group);
  return [
    `subscribe --pipeline-name=${pipeline} --on ${on}`,
    ...(whom ? [`--mention ${whom}`] : []),
    ...(branch ? [`--branch ${branch}`] : []),
    `--region ${region}`,
  ].join(' ');
}

export function unsubscribedView(pipeline: string, region: string): Message {
  const said = `This channel no longer hears of ${pipeline} in ${region}.`;
  return { text: escapeMrkdwn(said), blocks: [richText([line(text(`✅ ${said}`))])] };
}

export function notSubscribedView(pipeline: string, region: string, others: readonly Subscription[]): Message {
  const said = `This channel has not subscribed ${pipeline} in ${region}.`;
  return {
    text: escapeMrkdwn(`${said} ${others.length ? 'It has subscribed others.' : 'It has subscribed nothing.'}`),
    blocks: [richText([line(text(`⚠️ ${said}${others.length ? ' It has these:' : ''}`))]), ...subscriptionList(others)],
  };
}

/** All that a channel has subscribed. */
export function subscriptionsView(subscriptions: readonly Subscription[]): Message {
  if (subscriptions.length === 0) {
    return {
      text: 'This channel has subscribed nothing.',
      blocks: [
        richText([
          line(text('This channel has subscribed nothing. Type '), code(`${COMMAND} subscribe <pipeline>`), text('.')),
        ]),
      ],
    };
  }
  const names = subscriptions.slice(0, SHOWN).map(({ pipeline }) => pipeline);
  return {
    text: escapeMrkdwn(cut(`This channel hears of ${names.join(', ')}.`, 3000)),
    blocks: [richText([line(text('This channel hears of'))]), ...subscriptionList(subscriptions)],
  };
}
