import type { Logger } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { WebClient } from '@slack/web-api';
import { callSlack } from './call-slack.js';
import { slackClientOptions } from './slack.js';

const TIMEOUT_MS = 3000;

export interface Person {
  user: string;
  channel?: string | undefined;
}

/** Says something to one person where their response_url does not take it. @throws SlackProblem */
export type SayAside = (person: Person, message: { text: string; blocks?: KnownBlock[] }) => Promise<void>;

/** An ephemeral message in the channel, or a direct message where the bot is not a member. */
export function createSayAside(token: string, apiUrl: string, logger: Logger): SayAside {
  const client = new WebClient(token, {
    ...slackClientOptions(apiUrl),
    logger,
    timeout: TIMEOUT_MS,
    retryConfig: { retries: 0 },
  });
  const inChannel = async ({ user, channel }: Person, message: { text: string }): Promise<boolean> => {
    if (!channel) return false;
    return callSlack('chat.postEphemeral', true, () =>
      client.chat.postEphemeral({ ...message, user, channel, parse: 'none' }),
    ).then(
      () => true,
      () => false,
    );
  };
  return async (person, message) => {
    if (await inChannel(person, message)) return;
    const direct = {
      ...message,
      channel: person.user,
      parse: 'none',
      unfurl_links: false,
      unfurl_media: false,
    } as const;
    await callSlack('chat.postMessage', true, () => client.chat.postMessage(direct));
  };
}
