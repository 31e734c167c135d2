import { SlackRefusal } from '../domain/slack-refusal.js';
import type { Trace } from '../runtime/trace.js';
import { MESSAGE_REFUSED } from '../views/obstacles.js';
import { refusalView } from '../views/refusal.js';
import type { Answer, BotContext } from './bot-context.js';

/** Where an answer goes: in place of the message clicked in, beside it for the clicker only, or to the whole channel. */
export type Destination = 'replace' | 'beside' | 'channel';

/** Sends an answer; where Slack refuses its form, says at least that, so that no click stays without words. */
export async function sendAnswer(
  bot: BotContext,
  trace: Trace,
  url: string,
  to: Destination,
  answer: Answer,
): Promise<Answer> {
  try {
    await bot.postResponse(url, { ...RESPONSES[to], ...answer.message });
    return answer;
  } catch (error) {
    if (!(error instanceof SlackRefusal) || HOPELESS.test(error.code)) throw error;
    const { text } = refusalView(MESSAGE_REFUSED, trace.reference);
    await bot.postResponse(url, { ...RESPONSES.beside, text });
    return { ...answer, outcome: 'refused by Slack', cause: error };
  }
}

/** What a second message would meet as well. */
const HOPELESS = /^(used_url|expired_url|no_active_hooks|ENOTFOUND|ECONNREFUSED|TimeoutError)$/;

const RESPONSES = {
  replace: { response_type: 'ephemeral', replace_original: true },
  beside: { response_type: 'ephemeral', replace_original: false },
  channel: { response_type: 'in_channel', replace_original: false },
} as const;
