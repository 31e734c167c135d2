import type { Logger } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { WebClient } from '@slack/web-api';
import { callSlack } from './call-slack.js';
import { slackClientOptions } from './slack.js';

/** All methods throw SlackProblem. */
export interface OperatorChannel {
  /** @throws SlackProblem with Slack's error when the token is no longer valid. */
  checkToken(): Promise<void>;
  post(message: { text: string; blocks: KnownBlock[] }): Promise<void>;
}

/** @param channel Absent: nothing is posted. */
export function createOperatorChannel(
  { botToken, apiUrl }: { botToken: string; apiUrl: string },
  channel: string | undefined,
  logger: Logger,
): OperatorChannel {
  const client = new WebClient(botToken, { ...slackClientOptions(apiUrl), logger });
  return {
    checkToken: async () => void (await callSlack('auth.test', true, () => client.auth.test())),
    async post(message) {
      if (!channel) return;
      const args = { ...message, channel, parse: 'none', unfurl_links: false, unfurl_media: false } as const;
      await callSlack('chat.postMessage', true, () => client.chat.postMessage(args));
    },
  };
}
