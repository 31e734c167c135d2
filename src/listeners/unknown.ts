import { unknownInWords } from '../views/obstacles.js';
import { refusalView } from '../views/refusal.js';
import { type BotContext, interaction } from './bot-context.js';

interface AnyInteraction {
  ack: (response?: unknown) => Promise<void>;
  body: {
    type?: string;
    team_id?: string;
    user_id?: string;
    channel_id?: string;
    user?: { id: string; team_id?: string };
    response_url?: string;
  };
}

/** A command, button, view or shortcut that this version does not know: acknowledged, answered, logged. */
export const unknown =
  (bot: BotContext, what: string) =>
  async (args: unknown): Promise<void> => {
    const { ack, body } = args as AnyInteraction;
    const actor = { user: body.user_id ?? body.user?.id ?? '', team: body.team_id ?? body.user?.team_id ?? '' };
    await interaction(bot, what, actor, async (trace) => {
      const message = { response_type: 'ephemeral' as const, ...refusalView(unknownInWords(what), trace.reference) };
      if (what === 'command') await ack(message);
      else await ack();
      if (what !== 'command' && body.response_url) {
        await bot.postResponse(body.response_url, { ...message, replace_original: false });
      }
      return { outcome: 'unknown' };
    });
  };
