import { App, type Receiver } from '@slack/bolt';
import { makeWellFormed } from '../domain/well-formed.js';
import { slackClientOptions } from '../gateways/slack.js';
import type { BotContext } from '../listeners/bot-context.js';
import { registerListeners } from '../listeners/index.js';
import { boltLogger } from '../runtime/bolt-logger.js';

export interface AppOptions {
  botToken: string;
  slackApiUrl: string;
  receiver: Receiver;
}

/** The Bolt app with every listener, not started yet. The receiver decides on HTTP or Socket Mode. */
export function createApp({ botToken, slackApiUrl, receiver }: AppOptions, bot: BotContext): App {
  const logger = boltLogger(bot.log);
  const { teamId, enterpriseId, botId, botUserId } = bot.home;
  const app = new App({
    receiver,
    // With `authorize` and both ids Bolt does not call auth.test; we did that at the start.
    authorize: async () => ({ botToken, botId, botUserId, teamId, ...(enterpriseId && { enterpriseId }) }),
    clientOptions: slackClientOptions(slackApiUrl),
    convoStore: false,
    logger,
    logLevel: logger.getLevel(),
  });
  app.use(async ({ body, next }) => {
    makeWellFormed(body);
    await next();
  });
  registerListeners(app, bot);
  app.error(async (error) => {
    bot.log.error({ what: 'bolt', code: error.code, name: error.name }, 'a listener failed outside its frame');
    throw error;
  });
  return app;
}
