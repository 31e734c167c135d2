import { unknownInWords } from '../views/obstacles.js';
import { refusalView } from '../views/refusal.js';
import { type BotContext, interaction } from './bot-context.js';
import { sendAnswer } from './send-answer.js';

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

/** Acknowledges, answers and logs a payload that this version does not know. */
export const unknown =
  (bot: BotContext, what: string) =>
  async (args: unknown): Promise<void> => {
    const { ack, body } = args as AnyInteraction;
    const actor = { user: body.user_id ?? body.user?.id ?? '', team: body.team_id ?? body.user?.team_id ?? '' };
    await interaction(bot, what, actor, async (trace) => {
      const message = refusalView(unknownInWords(what), trace.reference);
      const answer = { outcome: 'unknown', message };
      if (what === 'command') await ack({ response_type: 'ephemeral', ...message });
      else await ack();
      if (what === 'command' || !body.response_url) return answer;
      return sendAnswer(bot, trace, { ...actor, url: body.response_url }, 'beside', answer);
    });
  };
