import type { ButtonAction } from '@slack/bolt';
import { parseCommand } from '../command-line/parse-command.js';
import type { SubscribeCommand, UnsubscribeCommand } from '../command-line/parse-subscribe-command.js';
import { AwsProblem } from '../domain/aws-problem.js';
import { SlackProblem } from '../domain/slack-problem.js';
import type { Trace } from '../runtime/trace.js';
import { subscribe } from '../use-cases/subscriptions.js';
import { unsubscribe } from '../use-cases/unsubscribe.js';
import { CONFIRM_SUBSCRIBE } from '../views/confirm-subscribe.js';
import { GROUP_UNKNOWN, NO_ANNOUNCEMENTS } from '../views/obstacles.js';
import { problemInWords } from '../views/problem.js';
import { refusalView, staleButtonView } from '../views/refusal.js';
import { subscribeAnswerView, subscribedView, subscriptionsView } from '../views/subscriptions.js';
import { unsubscribeAnswerView, unsubscribedView } from '../views/unsubscribe.js';
import { answerBug } from './answer-page.js';
import type { Announcements, Answer, BotContext, ToldInChannel } from './bot-context.js';
import { answerClick, type ClickArguments } from './on-click.js';

export interface Asker {
  channel: string;
  user: string;
  confirmed?: boolean;
}

type SubscriptionsCommand = SubscribeCommand | UnsubscribeCommand | { kind: 'subscriptions' };

/** `subscribe`, `unsubscribe` and `subscriptions`. Never throws for what can be explained. */
export async function answerSubscriptions(
  bot: BotContext,
  trace: Trace,
  command: SubscriptionsCommand,
  asker: Asker,
): Promise<Answer | ToldInChannel> {
  const { announcements } = bot;
  if (!announcements) return { outcome: 'no queue', message: refusalView(NO_ANNOUNCEMENTS) };
  try {
    if (command.kind === 'subscriptions') {
      const all = await announcements.subscriptions.ofChannel(asker.channel);
      return { outcome: 'subscriptions', message: subscriptionsView(all) };
    }
    const answer =
      command.kind === 'subscribe'
        ? await add(bot, announcements, command, asker)
        : await remove(bot, announcements, command, asker);
    return { ...answer, facts: { pipeline: command.pipeline } };
  } catch (error) {
    return notStored(trace, error);
  }
}

async function add(
  { codePipeline, directory, home, now, inFlight }: BotContext,
  { subscriptions: store, post, standings }: Announcements,
  { kind: _, ...wish }: SubscribeCommand,
  { channel, user, confirmed = false }: Asker,
): Promise<Answer | ToldInChannel> {
  const region = wish.region ?? (await codePipeline.defaultRegion());
  const deps = {
    store,
    directory,
    listPipelineNames: codePipeline.listPipelineNames,
    lookAtPipeline: (pipelineName: string, where: string) =>
      codePipeline.listActionExecutions({ pipelineName, region: where, maxResults: 1 }),
    announce: (stored: Parameters<typeof subscribedView>[0]) => post({ channel, ...subscribedView(stored) }),
    now: () => now().getTime(),
  };
  const subscribed = await subscribe(deps, { ...wish, region }, { channel, user, confirmed });
  // A card that was withdrawn asks again.
  if (subscribed.kind === 'subscribed' && wish.approvals) {
    void inFlight.run(() => standings.look({ pipelineName: wish.pipeline, region }));
  }
  if (subscribed.kind === 'subscribed') return { outcome: 'subscribed' };
  return { outcome: subscribed.kind, message: subscribeAnswerView(subscribed, home.botUserId) };
}

async function remove(
  { codePipeline, inFlight }: BotContext,
  { subscriptions: store, post, standings }: Announcements,
  { pipeline, region }: UnsubscribeCommand,
  { channel, user }: Asker,
): Promise<Answer | ToldInChannel> {
  const announce = (name: string, where: string) => post({ channel, ...unsubscribedView(name, where, user) });
  const deps = { store, defaultRegion: codePipeline.defaultRegion, announce };
  const unsubscribed = await unsubscribe(deps, { pipeline, region, channel });
  // In the background: on failure the card stays, and its buttons still work.
  if (unsubscribed.kind !== 'not-subscribed') {
    void inFlight.run(() => standings.withdrawCards(channel)).catch(() => {});
  }
  if (unsubscribed.kind === 'unsubscribed') return { outcome: 'unsubscribed' };
  return { outcome: unsubscribed.kind, message: unsubscribeAnswerView(unsubscribed) };
}

/** The table is AWS's; a group's handle is Slack's. */
function notStored(trace: Trace, error: unknown): Answer {
  const sentence =
    error instanceof AwsProblem ? problemInWords(error) : error instanceof SlackProblem ? GROUP_UNKNOWN : undefined;
  if (sentence === undefined) return answerBug(trace, error);
  return { outcome: 'not stored', message: refusalView(sentence, trace.reference), cause: error };
}

/** **Subscribe anyway**: the button's value is parsed like typed text. */
export const confirmSubscribe = (bot: BotContext) => (args: ClickArguments<ButtonAction>) =>
  answerClick(bot, CONFIRM_SUBSCRIBE, args, async (trace) => {
    const command = parseCommand(args.action.value ?? '', bot.accounts);
    const channel = args.body.channel?.id;
    if (command.kind !== 'subscribe' || !channel) {
      return { outcome: 'stale button: damaged', message: staleButtonView(trace.reference, undefined), to: 'beside' };
    }
    const asker = { channel, user: args.body.user.id, confirmed: true };
    const answer = await answerSubscriptions(bot, trace, command, asker);
    return answer.message ? { ...answer, to: 'replace' } : { ...answer, to: 'nowhere', done: true };
  });
