import type { Logger } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { createLatestFew } from '../runtime/latest-few.js';
import { callSlack } from './call-slack.js';
import { slackClientOptions } from './slack.js';

const FRESH_MS = 5 * 60_000; // someone who leaves a group may list its pipelines for this long
const MOST_KEPT = 200;
const MEMBERS_A_PAGE = 1000;
const MOST_PAGES = 10; // far more members than a restriction is meant for

/** Answers are up to five minutes old. */
export interface SlackMembers {
  /** Members of a user group (`S…`) or channel. Throws SlackProblem. */
  members(id: string): Promise<string[]>;
  /** Its name as in `@pay-oncall` or `#payments`; the id when Slack does not answer. */
  nameOf(id: string): Promise<string>;
}

export function createSlackMembers(token: string, apiUrl: string, now: () => number, logger: Logger): SlackMembers {
  const client = new WebClient(token, { ...slackClientOptions(apiUrl), logger });
  const inGroup = async (usergroup: string) => {
    const ask = () => client.usergroups.users.list({ usergroup });
    return (await callSlack('usergroups.users.list', true, ask)).users ?? [];
  };
  const inChannel = async (channel: string) => {
    const found: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const asked = { channel, limit: MEMBERS_A_PAGE, ...(cursor && { cursor }) };
      const answer = await callSlack('conversations.members', true, () => client.conversations.members(asked));
      found.push(...(answer.members ?? []));
      cursor = answer.response_metadata?.next_cursor;
      if (!cursor) break;
    }
    return found;
  };
  const called = async (id: string) => {
    if (/^[UW]/.test(id))
      return (await callSlack('users.info', true, () => client.users.info({ user: id }))).user?.real_name;
    if (!id.startsWith('S')) {
      const { channel } = await callSlack('conversations.info', true, () => client.conversations.info({ channel: id }));
      return channel?.name && `#${channel.name}`;
    }
    const { usergroups = [] } = await callSlack('usergroups.list', true, () => client.usergroups.list({}));
    const handle = usergroups.find((group) => group.id === id)?.handle;
    return handle && `@${handle}`;
  };
  return {
    members: remembered(now, (id) => (id.startsWith('S') ? inGroup(id) : inChannel(id))),
    nameOf: remembered(now, (id) =>
      called(id).then(
        (name) => name ?? id,
        () => id,
      ),
    ),
  };
}

/** Remembers answers for five minutes, and shares those in progress; failures are not remembered. */
function remembered<Value>(now: () => number, ask: (id: string) => Promise<Value>): (id: string) => Promise<Value> {
  const kept = createLatestFew<{ value: Promise<Value>; at: number }>(MOST_KEPT);
  return (id) => {
    const known = kept.get(id);
    if (known && now() - known.at < FRESH_MS) return known.value;
    const value = ask(id);
    kept.keep(id, { value, at: now() });
    value.catch(() => kept.forget(id));
    return value;
  };
}
