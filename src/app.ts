import { App, type Receiver } from '@slack/bolt';
import { boltLogger } from './bolt-logger.js';
import { slackClientOptions } from './gateways/slack.js';
import { registerListeners } from './listeners/index.js';
import type { Listening } from './listeners/listening.js';

export interface AppOptions {
  botToken: string;
  slackApiUrl: string;
  receiver: Receiver;
}

/** The Bolt app with every listener, built but not started. The receiver is the entrance: HTTP or Socket Mode. */
export function createApp({ botToken, slackApiUrl, receiver }: AppOptions, bot: Listening): App {
  const logger = boltLogger(bot.log);
  const { teamId, enterpriseId, botId, botUserId } = bot.home;
  const app = new App({
    receiver,
    // With `authorize` and both ids Bolt never calls auth.test on its own; ours is done before anything is served.
    authorize: async () => ({ botToken, botId, botUserId, teamId, ...(enterpriseId && { enterpriseId }) }),
    clientOptions: slackClientOptions(slackApiUrl),
    convoStore: false,
    logger,
    logLevel: logger.getLevel(),
  });
  registerListeners(app, bot);
  app.error(async (error) => {
    bot.log.error({ what: 'bolt', code: error.code, name: error.name }, 'a listener failed outside its frame');
    throw error;
  });
  return app;
}
