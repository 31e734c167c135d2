import type { Logger } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { Person } from '../domain/person.js';
import { SlackProblem } from '../domain/slack-problem.js';
import { createLatestFew } from '../runtime/latest-few.js';
import { callSlack } from './call-slack.js';
import { slackClientOptions } from './slack.js';

/** Someone who leaves a group may act for this long; filling in a window rarely takes longer. */
const FRESH_MS = 5 * 60_000;
const MOST_KEPT = 1000;

/** Answers are up to five minutes old. Throws SlackProblem. */
export interface SlackOperators {
  person(id: string): Promise<Person | undefined>;
  /** Ids of the members; empty when the group does not exist. */
  members(group: string): Promise<string[]>;
}

export function createSlackOperators(token: string, apiUrl: string, now: () => number, logger: Logger): SlackOperators {
  const client = new WebClient(token, { ...slackClientOptions(apiUrl), logger });
  const people = remembered<Person | undefined>(now, async (id) => {
    const asking = callSlack('users.info', true, () => client.users.info({ user: id }));
    const { user } = await asking.catch(nothingIf('user_not_found', { user: undefined }));
    return user && toPerson(id, user);
  });
  const groups = remembered<string[]>(now, async (group) => {
    const asking = callSlack('usergroups.users.list', true, () => client.usergroups.users.list({ usergroup: group }));
    const { users } = await asking.catch(nothingIf('no_such_subteam', { users: undefined }));
    return users ?? [];
  });
  return { person: people, members: groups };
}

interface User {
  real_name?: string;
  name?: string;
  team_id?: string;
  deleted?: boolean;
  is_bot?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
  is_workflow_bot?: boolean;
  profile?: { real_name?: string };
  enterprise_user?: { enterprise_id?: string };
}

function toPerson(id: string, user: User): Person {
  const { deleted, is_bot, is_restricted, is_ultra_restricted, is_stranger, is_workflow_bot } = user;
  const name = user.real_name ?? user.profile?.real_name ?? user.name ?? id;
  return {
    id,
    name,
    teamId: user.team_id ?? '',
    enterpriseId: user.enterprise_user?.enterprise_id,
    isFull: !(deleted || is_bot || is_restricted || is_ultra_restricted || is_stranger || is_workflow_bot),
  };
}

/** Remembers answers for five minutes; failures are not remembered. */
function remembered<Value>(now: () => number, ask: (id: string) => Promise<Value>): (id: string) => Promise<Value> {
  const kept = createLatestFew<{ value: Value; at: number }>(MOST_KEPT);
  return async (id) => {
    const known = kept.get(id);
    if (known && now() - known.at < FRESH_MS) return known.value;
    const value = await ask(id);
    kept.keep(id, { value, at: now() });
    return value;
  };
}

/** Turns Slack's "not found" into an answer. */
const nothingIf =
  <Nothing>(code: string, nothing: Nothing) =>
  (error: unknown): Nothing => {
    if (error instanceof SlackProblem && error.code === code) return nothing;
    throw error;
  };
