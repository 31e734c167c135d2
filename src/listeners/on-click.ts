import type {
  AllMiddlewareArgs,
  BlockAction,
  ButtonAction,
  ExternalSelectAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt';
import { decodeListing, decodePosition } from '../cursor/page-cursor.js';
import type { Trace } from '../runtime/trace.js';
import { helpView } from '../views/help.js';
import { type Asked, staleButtonView } from '../views/refusal.js';
import { answerBug } from './answer-page.js';
import { type Answer, type BotContext, interaction } from './bot-context.js';
import { type Destination, sendAnswer } from './send-answer.js';

export type ClickArguments<Action extends ButtonAction | ExternalSelectAction> = SlackActionMiddlewareArgs<
  BlockAction<Action>
> &
  AllMiddlewareArgs;

/** `done`: the message clicked in has nothing more to offer, and goes where it was the clicker's own. */
type Sent = Answer & { to: Destination; done?: boolean };
type Answering = (trace: Trace) => Promise<Sent>;

/**
 * The frame of every click: AWS is asked while the click is acknowledged, then the answer goes out.
 * A message that others see is never replaced, and a refusal never takes the page away that someone reads.
 */
export function answerClick<Action extends ButtonAction | ExternalSelectAction>(
  bot: BotContext,
  what: string,
  { ack, body }: ClickArguments<Action>,
  answer: Answering,
): Promise<void> {
  const actor = { user: body.user.id, team: body.user.team_id ?? '', channel: body.channel?.id };
  return interaction(bot, what, actor, async (trace) => {
    const answering = answer(trace).catch((error): Sent => ({ ...answerBug(trace, error), to: 'beside' }));
    await ack();
    const { to, done = false, ...answered } = await answering;
    const own = body.container.type === 'message' && body.container.is_ephemeral === true;
    const asker = { ...actor, url: body.response_url };
    const sent = await sendAnswer(bot, trace, asker, to === 'replace' && !own ? 'beside' : to, answered);
    // What was asked for is done: a message that stays is a blemish, and the trace names it.
    if (done && own && sent === answered) await bot.postResponse(body.response_url, CLOSE).catch(() => {});
    return sent;
  });
}

const CLOSE = { delete_original: true } as const;

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
  answerClick(bot, 'start again', args, async () => ({ outcome: 'help', message: helpView(), to: 'replace' }));
