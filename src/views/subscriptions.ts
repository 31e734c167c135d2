import type { KnownBlock, RichTextElement } from '@slack/types';
import type { Mention, Subscription } from '../subscription.js';
import type { Subscribed, Wish } from '../use-cases/subscriptions.js';
import { goneInWords } from './channel-gone.js';
import { COMMAND } from './help.js';
import { actions, button, context, type Message } from './message.js';
import { code, line, richText, text, time, user } from './rich-text.js';
import { cut, escapeMrkdwn } from './text.js';

/** On the question whether a channel that another company reads should really hear of failures. */
export const CONFIRM_SUBSCRIBE = 'confirm-subscribe';

const SHOWN = 50;

/** What was stored, and what is still to be done so that it can be heard of. @param botUser Slack's id of the bot. */
export function subscribedView(
  { subscription, renewed, isMember, unknownName }: Extract<Subscribed, { kind: 'stored' }>,
  botUser: string,
): Message {
  const { pipeline, region, shared } = subscription;
  const said = renewed ? 'Subscription changed' : 'Subscribed';
  const notes = [
    ...(unknownName ? [unknownInWords(pipeline, region, unknownName)] : []),
    ...(shared ? ['Log lines are left out, since another company reads this channel.'] : []),
    `${COMMAND} subscriptions shows all of this channel.`,
  ];
  return {
    text: escapeMrkdwn(
      `${said}: this channel hears of ${pipeline} in ${region}, ${occasionInWords(subscription)}.${isMember ? '' : ' Invite me, so that I can post here.'}`,
    ),
    blocks: [
      richText([line(text(`✅ ${said}: this channel hears of `), ...inWords(subscription))]),
      ...(isMember
        ? []
        : [
            richText([
              line(
                text('⚠️ I can’t see that I am in this channel. Type '),
                code('/invite'),
                text(' '),
                user(botUser),
                text(' so that I can post here.'),
              ),
            ]),
          ]),
      context(notes.join('\n')),
    ],
  };
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
    blocks: [richText([line(text(`⚠️ ${said}${others.length ? ' It has these:' : ''}`))]), ...listed(others)],
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
    blocks: [richText([line(text('This channel hears of'))]), ...listed(subscriptions)],
  };
}

function listed(subscriptions: readonly Subscription[]): KnownBlock[] {
  if (subscriptions.length === 0) return [];
  const more = subscriptions.length - SHOWN;
  const elements = subscriptions.slice(0, SHOWN).map((one) => line(...inWords(one), ...pausedInWords(one)));
  return [
    richText([{ type: 'rich_text_list', style: 'bullet', elements }]),
    ...(more > 0 ? [context(`and ${more} more`)] : []),
  ];
}

/** `svc-*, what is newly broken and its repair · branch main · @deployers is named · eu-west-1 · by @ada`. */
function inWords(subscription: Subscription): RichTextElement[] {
  const { pipeline, mention, branch, region, subscribedBy } = subscription;
  return [
    code(pipeline),
    text(`, ${occasionInWords(subscription)}`),
    ...(branch ? [text(' · branch '), code(branch)] : []),
    ...(mention ? [text(' · naming '), ...mentioned(mention)] : []),
    text(` · ${region} · by `),
    user(subscribedBy),
  ];
}

const occasionInWords = ({ on }: Subscription) =>
  on === 'every' ? 'each failed execution and its repair' : 'what is newly broken and its repair';

function mentioned(mention: Mention): RichTextElement[] {
  if (mention === 'author') return [text('the author')];
  return ['user' in mention ? user(mention.user) : { type: 'usergroup', usergroup_id: mention.group }];
}

function pausedInWords({ paused }: Subscription): RichTextElement[] {
  if (!paused) return [];
  return [
    text(' · ⚠️ paused since '),
    time(new Date(paused.at)),
    text(`: ${goneInWords(paused.code)}. Subscribe again to go on.`),
  ];
}
