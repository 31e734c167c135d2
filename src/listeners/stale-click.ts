import type { ButtonAction } from '@slack/bolt';
import type { Listing } from '../domain/listing.js';
import { problemView } from '../views/modal.js';
import { TOO_OLD_TITLE, WINDOW_TOO_OLD } from '../views/obstacles.js';
import { staleButtonView } from '../views/refusal.js';
import { type BotContext, interaction } from './bot-context.js';
import type { ModalClick } from './in-modal.js';
import type { ClickArguments } from './on-click.js';
import { sendAnswer } from './send-answer.js';

/** Answers a click whose cursor can't be read: beside the message, or in the modal. */
export function staleClick(
  bot: BotContext,
  what: string,
  args: ModalClick | ClickArguments<ButtonAction>,
  listing?: Listing,
): Promise<void> {
  const { ack, body, client } = args;
  const actor = { user: body.user.id, team: body.user.team_id ?? '', channel: body.channel?.id };
  return interaction(bot, what, actor, async (trace) => {
    await ack();
    const outcome = 'stale button';
    if (!body.view) {
      const message = staleButtonView(trace.reference, listing);
      return sendAnswer(bot, trace, { ...actor, url: body.response_url }, 'beside', { outcome, message });
    }
    await bot
      .slackViews(client)
      .update(body.view, problemView(TOO_OLD_TITLE, undefined, WINDOW_TOO_OLD, trace.reference));
    return { outcome };
  });
}
