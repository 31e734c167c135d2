import { setTimeout as wait } from 'node:timers/promises';
import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import { OUTSIDER } from '../views/obstacles.js';
import { refusalView } from '../views/refusal.js';
import { type BotContext, interaction } from './bot-context.js';
import { sendAnswer } from './send-answer.js';

const COLLEAGUE_MS = 1000; // of Slack's three seconds, the part for looking up a person

/**
 * Admits only members of our own team. In a shared channel anyone can click, and Bolt's context has the team of the
 * payload, so the *user's* team is compared with our own auth.test.
 */
export const refuseOutsiders =
  (bot: BotContext): Middleware<AnyMiddlewareArgs> =>
  async ({ body, next, ...rest }) => {
    const person = personOf(body as Body);
    if (!person || person.team === bot.home.teamId) return next();
    // Not acknowledged yet: the listener acknowledges for a colleague.
    const asked = bot.home.enterpriseId
      ? bot.directory.isColleague(person.user, bot.home.enterpriseId)
      : Promise.resolve(false);
    if (await Promise.race([asked, wait(COLLEAGUE_MS, false, { ref: false })])) return next();
    await (rest as { ack?: () => Promise<void> }).ack?.();
    await interaction(bot, 'outsider', person, async (trace) => {
      const answer = { outcome: 'refused: other team', message: refusalView(OUTSIDER) };
      const asker = { ...person, url: (body as Body).response_url };
      return asker.url ? sendAnswer(bot, trace, asker, 'beside', answer) : answer;
    });
  };

interface Body {
  type?: string;
  command?: string;
  team_id?: string;
  user_id?: string;
  user?: { id?: string; team_id?: string };
  response_url?: string;
}

/** The user by their own team; undefined for an event. */
function personOf(body: Body): { user: string; team: string } | undefined {
  if (body.command !== undefined) return { user: body.user_id ?? '', team: body.team_id ?? '' };
  if (body.type === 'event_callback') return undefined;
  return { user: body.user?.id ?? '', team: body.user?.team_id ?? '' };
}
