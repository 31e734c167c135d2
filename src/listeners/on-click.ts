import { setTimeout as wait } from 'node:timers/promises';
import type {
  AllMiddlewareArgs,
  BlockAction,
  ButtonAction,
  ExternalSelectAction,
  SlackActionMiddlewareArgs,
  StaticSelectAction,
} from '@slack/bolt';
import { decodeListing, decodePosition } from '../cursor/page-cursor.js';
import type { Trace } from '../runtime/trace.js';
import { pickView } from '../views/help.js';
import type { Message } from '../views/message.js';
import { type Asked, staleButtonView } from '../views/refusal.js';
import { answerBug } from './answer-page.js';
import { type Answer, type BotContext, interaction, type ToldInChannel } from './bot-context.js';
import { type Destination, sendAnswer } from './send-answer.js';

export type ClickArguments<Action extends ButtonAction | ExternalSelectAction | StaticSelectAction> =
  SlackActionMiddlewareArgs<BlockAction<Action>> & AllMiddlewareArgs;

/** `done`: the clicked message has served its purpose; it is deleted if only the clicker sees it. */
export type Sent = (Answer & { to: Destination; done?: boolean }) | (ToldInChannel & { to: 'nowhere'; done?: boolean });
type Answering = (trace: Trace) => Promise<Sent>;

export interface Loading {
  view: Message;
  /** Wraps a refusal that replaces the page, so that it leads back. */
  refused: (refusal: Message) => Message;
}

const LOADING_AFTER_MS = 1000; // a page shows that it is loading after this

/**
 * The frame of every click: AWS is asked while the click is acknowledged. Never replaces a message that others see, nor
 * a page by a refusal.
 * @param loading Replaces the clicker's own message while the answer is slow.
 */
export function answerClick<Action extends ButtonAction | ExternalSelectAction | StaticSelectAction>(
  bot: BotContext,
  what: string,
  { ack, body }: ClickArguments<Action>,
  answer: Answering,
  loading?: Loading,
): Promise<void> {
  const actor = { user: body.user.id, team: body.user.team_id ?? '', channel: body.channel?.id };
  return interaction(bot, what, actor, async (trace) => {
    const answering = answer(trace).catch((error): Sent => ({ ...answerBug(trace, error), to: 'beside' }));
    await ack();
    const own = body.container.type === 'message' && body.container.is_ephemeral === true;
    const asker = { ...actor, url: body.response_url };
    const isLoading = loading && own && (await isSlow(answering)) && (await replace(bot, asker.url, loading.view));
    const { done = false, ...answered } = await answering;
    const sent =
      answered.to === 'nowhere' ? answered : await send(bot, trace, asker, answered, own, isLoading && loading);
    // The request itself succeeded; that the message stays is only traced.
    if (done && own && sent.outcome === answered.outcome)
      await bot.postResponse(body.response_url, CLOSE).catch(() => {});
    return sent;
  });
}

function send(
  bot: BotContext,
  trace: Trace,
  asker: Parameters<typeof sendAnswer>[2],
  { to, ...answer }: Answer & { to: Destination },
  own: boolean,
  loading: Loading | false | undefined,
): Promise<Answer> {
  if (!loading) return sendAnswer(bot, trace, asker, to === 'replace' && !own ? 'beside' : to, answer);
  const message = to === 'beside' ? loading.refused(answer.message) : answer.message;
  return sendAnswer(bot, trace, asker, 'replace', { ...answer, message });
}

const CLOSE = { delete_original: true } as const;

async function isSlow(answering: Promise<Sent>): Promise<boolean> {
  const answered = new AbortController();
  const timer = wait(LOADING_AFTER_MS, true, { signal: answered.signal, ref: false }).catch(() => false);
  const slow = await Promise.race([answering.then(() => false), timer]);
  answered.abort();
  return slow;
}

/** Whether Slack took the loading message; a failure is harmless. */
const replace = (bot: BotContext, url: string, message: Message): Promise<boolean> =>
  bot.postResponse(url, { response_type: 'ephemeral', replace_original: true, ...message }, 1).then(
    () => true,
    () => false,
  );

/** The cursor of a button, or the answer for one that can't be read any more. */
export function readButton(
  trace: Trace,
  { action_id, block_id, value = '' }: ButtonAction,
  action: string,
): Asked | Answer {
  const listing = decodeListing(block_id);
  if ('fault' in listing) return stale(trace, listing.fault);
  const position = decodePosition({ actionId: action_id, blockId: block_id, value });
  if ('fault' in position) {
    return { ...stale(trace, position.fault), message: staleButtonView(trace.reference, listing) };
  }
  return { action, listing, position };
}

const stale = (trace: Trace, fault: string): Answer => ({
  outcome: `stale button: ${fault}`,
  message: staleButtonView(trace.reference, undefined),
});

export const isAnswer = (asked: Asked | Answer): asked is Answer => 'message' in asked;

/** **Start again** on a button without a listing. */
export const onStartAgain = (bot: BotContext) => (args: ClickArguments<ButtonAction>) =>
  answerClick(bot, 'start again', args, async () => ({ outcome: 'pick', message: pickView(), to: 'replace' }));
