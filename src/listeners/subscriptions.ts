import type { ButtonAction } from '@slack/bolt';
import { parseCommand } from '../command-line/parse-command.js';
import type { SubscribeCommand, UnsubscribeCommand } from '../command-line/parse-subscribe-command.js';
import { AwsProblem } from '../domain/aws-problem.js';
import { SlackProblem } from '../domain/slack-problem.js';
import type { Trace } from '../runtime/trace.js';
import { type Subscribed, type Subscribing, subscribe, unsubscribe } from '../use-cases/subscriptions.js';
import type { Message } from '../views/message.js';
import { refusalView, staleButtonView } from '../views/refusal.js';
import {
  CONFIRM_SUBSCRIBE,
  confirmSubscribeView,
  notSubscribedView,
  subscribedView,
  subscriptionsView,
  unsubscribedView,
} from '../views/subscriptions.js';
import { answerBug } from './answer-page.js';
import type { Answer, BotContext } from './bot-context.js';
import { answerClick, type ClickArguments } from './on-click.js';

/** Where and by whom something is subscribed. */
interface Asker {
  channel: string;
  user: string;
  confirmed?: boolean;
}

export type SubscriptionsCommand = SubscribeCommand | UnsubscribeCommand | { kind: 'subscriptions' };

/** `subscribe`, `unsubscribe` and `subscriptions`, or words that say why not; never throws. */
export async function answerSubscriptions(
  bot: BotContext,
  trace: Trace,
  command: SubscriptionsCommand,
  asker: Asker,
): Promise<Answer> {
  const { announcements, codePipeline } = bot;
  if (!announcements) {
    const sentence = 'This bot does not announce failures: ask whoever runs it to set FAILURE_QUEUE_URL.';
    return { outcome: 'no queue', message: refusalView(sentence, trace.reference) };
  }
  const { subscriptions: store, directory } = announcements;
  try {
    if (command.kind === 'subscriptions') {
      return { outcome: 'subscriptions', message: subscriptionsView(await store.ofChannel(asker.channel)) };
    }
    const region = command.region ?? (await codePipeline.defaultRegion());
    const facts = { pipeline: command.pipeline };
    if (command.kind === 'unsubscribe') return { ...(await remove({ store }, command.pipeline, region, asker)), facts };
    const { kind: _, ...wish } = command;
    const { listPipelineNames } = codePipeline;
    const subscribing = { store, directory, listPipelineNames, now: () => Number(bot.now()) };
    const { channel, user, confirmed = false } = asker;
    const subscribed = await subscribe(subscribing, { ...wish, region }, { channel, user, confirmed });
    return { outcome: subscribed.kind, message: subscribeView(bot, subscribed, trace.reference), facts };
  } catch (error) {
    return answerProblem(trace, error);
  }
}

function subscribeView({ home }: BotContext, subscribed: Subscribed, reference: string): Message {
  switch (subscribed.kind) {
    case 'stored':
      return subscribedView(subscribed, home.botUserId);
    case 'confirm':
      return confirmSubscribeView(subscribed.wish);
    case 'between-two':
      return refusalView(
        'Nobody can post in a direct message between two people, so nothing was stored: subscribe in a channel, or in your direct message with me.',
        reference,
      );
    case 'no-such-group':
      return refusalView(
        `There is no user group @${subscribed.handle}: name a group by its handle, or a person by the member id in their profile, such as U024BE7LH.`,
        reference,
      );
  }
}

async function remove(
  subscribing: Pick<Subscribing, 'store'>,
  pipeline: string,
  region: string,
  { channel }: Asker,
): Promise<Answer> {
  const removed = await unsubscribe(subscribing, { pipeline, region, channel });
  if (removed.kind === 'removed') return { outcome: 'removed', message: unsubscribedView(pipeline, region) };
  return { outcome: 'not subscribed', message: notSubscribedView(pipeline, region, removed.others) };
}

/** What is stored is in a table of AWS's, and only Slack knows channels and groups. */
function answerProblem(trace: Trace, error: unknown): Answer {
  const sentence =
    error instanceof AwsProblem
      ? error.kind === 'access-denied'
        ? `This bot lacks the permission ${error.action}: ask whoever runs it to add that IAM action.`
        : 'The table of subscriptions can’t be reached: try again in a minute.'
      : error instanceof SlackProblem
        ? 'Slack did not say who is meant: try again in a minute, or name them by id.'
        : undefined;
  if (sentence === undefined) return answerBug(trace, error);
  return { outcome: 'not stored', message: refusalView(sentence, trace.reference), cause: error };
}

/** **Subscribe anyway**: what the button carries is read like what a person types. */
export const confirmSubscribe = (bot: BotContext) => (args: ClickArguments<ButtonAction>) =>
  answerClick(bot, CONFIRM_SUBSCRIBE, args, async (trace) => {
    const command = parseCommand(args.action.value ?? '');
    const channel = args.body.channel?.id;
    if (command.kind !== 'subscribe' || !channel) {
      return { outcome: 'stale button: damaged', message: staleButtonView(trace.reference, undefined), to: 'beside' };
    }
    const asker = { channel, user: args.body.user.id, confirmed: true };
    return { ...(await answerSubscriptions(bot, trace, command, asker)), to: 'replace' };
  });
