import type { Logger } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { SlackProblem } from '../domain/slack-problem.js';
import { createLatestFew } from '../runtime/latest-few.js';
import { callSlack } from './call-slack.js';
import { slackClientOptions } from './slack.js';

/** A channel may become shared at any time; people and groups rarely change. */
const FRESH_MS = 60_000;
const MOST_KEPT = 1000;

export interface ChannelInfo {
  isMember: boolean;
  isShared: boolean; // shared with another company, or about to be
}

export type SlackDirectory = ReturnType<typeof createSlackDirectory>;

/** Looks up channels, people and groups. Throws SlackProblem. */
export function createSlackDirectory(token: string, apiUrl: string, now: () => number, logger: Logger) {
  const client = new WebClient(token, { ...slackClientOptions(apiUrl), logger });
  const shared = remembering<boolean>(now);
  const emails = remembering<string | undefined>(now);
  const colleagues = remembering<boolean>(now);
  const channel = async (id: string): Promise<ChannelInfo | undefined> => {
    try {
      const { channel: info } = await callSlack('conversations.info', true, () =>
        client.conversations.info({ channel: id }),
      );
      const isDirect = info?.is_im === true || info?.is_mpim === true;
      const isShared = Boolean(info?.is_ext_shared || info?.is_pending_ext_shared);
      shared.keep(id, isShared);
      return { isMember: isDirect || info?.is_member === true, isShared };
    } catch (error) {
      if (error instanceof SlackProblem && error.kind === 'channel-gone') return undefined;
      throw error;
    }
  };
  return {
    /** Undefined for a private channel without the bot, which it can't see. */
    channel,
    /** Whether another company reads a channel, at most a minute old; `otherwise` when Slack does not answer. */
    async isShared(id: string | undefined, otherwise?: boolean): Promise<boolean | undefined> {
      if (!id) return otherwise;
      const known = shared.get(id);
      if (known?.isFresh) return known.value;
      const info = await channel(id).catch(() => undefined);
      return info?.isShared ?? known?.value ?? otherwise;
    },
    /** Slack's id of the user with this address; undefined when unknown or Slack does not answer. */
    async userByEmail(email: string): Promise<string | undefined> {
      const known = emails.get(email);
      if (known?.isFresh) return known.value;
      try {
        const { user } = await callSlack('users.lookupByEmail', true, () => client.users.lookupByEmail({ email }));
        emails.keep(email, user?.id);
        return user?.id;
      } catch (error) {
        if (error instanceof SlackProblem && error.code === 'users_not_found') emails.keep(email, undefined);
        return undefined;
      }
    },
    /** Whether a person belongs to another workspace of our organization; false when Slack does not answer. */
    async isColleague(user: string, enterpriseId: string): Promise<boolean> {
      const known = colleagues.get(user);
      if (known?.isFresh) return known.value;
      const answer = await callSlack('users.info', true, () => client.users.info({ user })).catch(() => undefined);
      if (!answer) return false;
      const { is_stranger: isStranger, enterprise_user: enterprise } = (answer.user ?? {}) as GridUser;
      const isColleague = !isStranger && enterprise?.enterprise_id === enterpriseId;
      colleagues.keep(user, isColleague);
      return isColleague;
    },
    async groupByHandle(handle: string): Promise<string | undefined> {
      const { usergroups = [] } = await callSlack('usergroups.list', true, () => client.usergroups.list({}));
      return usergroups.find((group) => group.handle?.toLowerCase() === handle.toLowerCase())?.id;
    },
  };
}

/** Fields of users.info on Enterprise Grid; Slack's types lack the first. */
interface GridUser {
  is_stranger?: boolean;
  enterprise_user?: { enterprise_id?: string };
}

function remembering<T>(now: () => number) {
  const kept = createLatestFew<{ value: T; at: number }>(MOST_KEPT);
  return {
    get(key: string): { value: T; isFresh: boolean } | undefined {
      const found = kept.get(key);
      return found && { value: found.value, isFresh: now() - found.at < FRESH_MS };
    },
    keep: (key: string, value: T): void => kept.keep(key, { value, at: now() }),
  };
}
