import type { Logger } from '@slack/bolt';
import { type KnownBlock, WebClient } from '@slack/web-api';
import { SlackProblem } from '../domain/slack-problem.js';
import { callSlack } from './call-slack.js';
import { slackClientOptions } from './slack.js';

interface Outgoing {
  channel: string;
  text: string;
  blocks?: KnownBlock[] | undefined; // absent: text only
}

/** Readable by every app and member of the channel, so no secrets. Values are flat. */
export interface Metadata {
  event_type: string;
  event_payload: Record<string, string | number>;
}

export interface Marked {
  ts: string;
  metadata: Metadata;
}

const CLOCKS_APART = 60; // seconds that our clock and Slack's may differ by
const PAGE = 200;
const MOST_PAGES = 5;

const AS_WRITTEN = { parse: 'none' } as const; // without it `chat.update` turns names and URLs into links

/** All methods throw SlackProblem. */
export type SlackMessages = ReturnType<typeof createSlackMessages>;

/** @param botId The bot whose messages are ours. */
export function createSlackMessages(token: string, apiUrl: string, botId: string, logger: Logger) {
  const client = new WebClient(token, { ...slackClientOptions(apiUrl), logger });
  // Slack has no idempotency key: a post without an answer may have landed, so the caller looks before repeating it.
  const poster = new WebClient(token, { ...slackClientOptions(apiUrl), logger, retryConfig: { retries: 0 } });
  const read = async (method: 'history' | 'replies', args: { channel: string; ts?: string }, since: number) => {
    const found: Marked[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const asked = {
        ...args,
        ts: args.ts ?? '',
        include_all_metadata: true,
        limit: PAGE,
        oldest: String(Math.max(0, Math.floor(since / 1000) - CLOCKS_APART)),
        ...(cursor && { cursor }),
      };
      const answer = await callSlack(`conversations.${method}`, true, () => client.conversations[method](asked));
      found.push(...markedOf(answer.messages ?? [], botId));
      cursor = answer.response_metadata?.next_cursor;
      if (!cursor) break;
    }
    return found;
  };
  return {
    /** Returns the `ts`; kind `unknown` when it may have been posted nevertheless. */
    async post(
      message: Outgoing,
      metadata?: Metadata,
      { threadTs, isShownInChannel }: { threadTs?: string | undefined; isShownInChannel?: boolean } = {},
    ): Promise<string> {
      const args = {
        ...message,
        ...(metadata && { metadata }),
        ...(threadTs && { thread_ts: threadTs }),
        ...(threadTs && isShownInChannel && { reply_broadcast: true }),
        ...AS_WRITTEN,
        unfurl_links: false,
        unfurl_media: false,
      };
      const { ts = '' } = await callSlack('chat.postMessage', false, () => poster.chat.postMessage(args as never));
      return ts;
    },
    async update({ channel, text, blocks }: Outgoing, ts: string): Promise<void> {
      const args = { channel, ts, text, ...(blocks && { blocks }), ...AS_WRITTEN };
      await callSlack('chat.update', true, () => client.chat.update(args as never));
    },
    async directWith(user: string): Promise<string> {
      const { channel } = await callSlack('conversations.open', true, () => client.conversations.open({ users: user }));
      return channel?.id ?? '';
    },
    /** Our marked messages in a channel since shortly before `since` (milliseconds since 1970), without threads. */
    inChannel: (channel: string, since: number): Promise<Marked[]> => read('history', { channel }, since),
    /** Empty when the thread's parent was deleted. */
    inThread: (channel: string, ts: string, since: number): Promise<Marked[]> =>
      read('replies', { channel, ts }, since).catch(noneIfGone),
  };
}

function noneIfGone(error: unknown): Marked[] {
  if (!(error instanceof SlackProblem) || error.kind !== 'message-gone') throw error;
  return [];
}

interface Listed {
  ts?: string;
  bot_id?: string;
  metadata?: { event_type?: string; event_payload?: Record<string, unknown> };
}

const markedOf = (messages: Listed[], botId: string): Marked[] =>
  messages.flatMap(({ ts, bot_id, metadata }) =>
    ts && bot_id === botId && metadata?.event_type ? [{ ts, metadata: metadata as Metadata }] : [],
  );
