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
import { type Answer, type BotContext, interaction, type Told } from './bot-context.js';
import { type Destination, sendAnswer } from './send-answer.js';

export type ClickArguments<Action extends ButtonAction | ExternalSelectAction | StaticSelectAction> =
  SlackActionMiddlewareArgs<BlockAction<Action>> & AllMiddlewareArgs;

/** `done`: the message clicked in has nothing more to offer, and goes where it was the clicker's own. */
export type Sent = (Answer & { to: Destination; done?: boolean }) | (Told & { to: 'nowhere'; done?: boolean });
type Answering = (trace: Trace) => Promise<Sent>;

/** What a message says while its click is being answered. */
export interface Loading {
  view: Message;
  /** A refusal that takes its place: what was there before is gone, so it must lead back. */
  refused: (refusal: Message) => Message;
}

/** So long may a page stay as it is after a click; then it says that it is loading. */
const LOADING_AFTER_MS = 1000;

/**
 * The frame of every click: AWS is asked while the click is acknowledged, then the answer goes out.
 * A message that others see is never replaced, and a refusal never takes the page away that someone reads.
 * @param loading Takes the place of the clicker's own message while the answer is slow; then the answer replaces it.
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
    // What was asked for is done: a message that stays is a blemish, and the trace names it.
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

/** Whether the message could be replaced: what it would only have announced is no reason to fail. */
const replace = (bot: BotContext, url: string, message: Message): Promise<boolean> =>
  bot.postResponse(url, { response_type: 'ephemeral', replace_original: true, ...message }, 1).then(
    () => true,
    () => false,
  );

/** What a button's strings ask for, or the words for a button that can't be read any more. */
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

/** **Start again** on a button that said nothing of its listing. */
export const onStartAgain = (bot: BotContext) => (args: ClickArguments<ButtonAction>) =>
  answerClick(bot, 'start again', args, async () => ({ outcome: 'pick', message: pickView(), to: 'replace' }));
