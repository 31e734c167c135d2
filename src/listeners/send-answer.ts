import { SlackProblem } from '../domain/slack-problem.js';
import type { Trace } from '../runtime/trace.js';
import type { Message } from '../views/message.js';
import { formNotTakenView, postNotTakenView } from '../views/not-taken.js';
import type { Actor, Answer, BotContext } from './bot-context.js';

/** In place of the clicked message, beside it for the clicker only, or to the whole channel. */
export type Destination = 'replace' | 'beside' | 'channel';

/** The user, and the response_url of their payload. */
export interface Asker extends Pick<Actor, 'user' | 'channel'> {
  url: string | undefined;
}

/** Sends an answer, by another way where Slack does not take it, so that no user is left without one. */
export async function sendAnswer(
  bot: BotContext,
  trace: Trace,
  asker: Asker,
  to: Destination,
  answer: Answer,
): Promise<Answer> {
  const { message } = answer;
  const refusal = await post(bot, asker.url, to, message);
  if (!refusal) return answer;
  const { code } = refusal;
  if (!NOT_DELIVERED.test(code)) {
    const words = formNotTakenView(trace.reference);
    if (await post(bot, asker.url, 'beside', words)) await bot.sayAside(asker, words);
    return { ...answer, outcome: 'refused by Slack', cause: refusal };
  }
  if (to === 'channel') {
    await bot.sayAside(asker, postNotTakenView(code === 'ratelimited', trace.reference));
    return { ...answer, outcome: 'not posted', cause: refusal };
  }
  await bot.sayAside(asker, message);
  return { ...answer, facts: { ...answer.facts, aside: code } };
}

async function post(
  bot: BotContext,
  url: string | undefined,
  to: Destination,
  message: Pick<Message, 'text'>,
): Promise<SlackProblem | undefined> {
  if (!url) return new SlackProblem('not-sent', 'no_url');
  try {
    await bot.postResponse(url, { ...RESPONSES[to], ...message });
    return undefined;
  } catch (error) {
    if (error instanceof SlackProblem) return error;
    throw error;
  }
}

/** Errors of the way, not of the message: Slack's, HTTP's and Node's. */
const NOT_DELIVERED =
  /^(no_url|used_url|expired_url|no_such_url|no_active_hooks|ratelimited|no_slack_answer|internal_error|fatal_error|service_unavailable|request_timeout|http_5\d\d|[A-Z][A-Z_]+|\w+Error)$/;

const RESPONSES = {
  replace: { response_type: 'ephemeral', replace_original: true },
  beside: { response_type: 'ephemeral', replace_original: false },
  channel: { response_type: 'in_channel', replace_original: false },
} as const;
