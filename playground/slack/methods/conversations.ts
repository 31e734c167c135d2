import type { Core } from '../core.js';
import { directChannel, joinedChannel, visibleChannel } from '../find-channel.js';
import { messageJson } from '../message-json.js';
import type { Json } from '../protocol.js';
import { flagArgument, neededArgument, textArgument } from '../read-arguments.js';
import { TEAM } from '../seed-workspace.js';
import { SlackRefusal } from '../slack-refusal.js';
import type { StoredChannel, StoredMessage } from '../workspace-state.js';
import type { Method } from './method.js';

const MOST_MESSAGES = 999;

/** https://docs.slack.dev/reference/methods?family=conversations */
export const conversationsMethods: Record<string, Method> = {
  'conversations.info': {
    scopes: ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
    run: (core, args) => ({ channel: channelJson(visibleChannel(core, neededArgument(args, 'channel'))) }),
  },

  'conversations.members': {
    scopes: ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
    run: (core, args) => ({
      members: visibleChannel(core, neededArgument(args, 'channel')).members,
      response_metadata: { next_cursor: '' },
    }),
  },

  'conversations.history': {
    scopes: ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
    run(core, args) {
      const channel = joinedChannel(core, neededArgument(args, 'channel'));
      const isShown = ({ threadTs, isBroadcast }: StoredMessage) => threadTs === undefined || isBroadcast === true;
      const messages = core.state.inChannel(channel.id).filter(isShown);
      return page(messages.reverse(), args, (ts, cursor) => ts < cursor);
    },
  },

  'conversations.replies': {
    scopes: ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
    run(core, args) {
      const channel = joinedChannel(core, neededArgument(args, 'channel'));
      const parent = neededArgument(args, 'ts');
      if (!core.state.find(channel.id, parent)) throw new SlackRefusal('thread_not_found');
      const inThread = ({ ts, threadTs }: StoredMessage) => ts === parent || threadTs === parent;
      return page(core.state.inChannel(channel.id).filter(inThread), args, (ts, cursor) => ts > cursor);
    },
  },

  'conversations.open': {
    scopes: ['im:write', 'channels:manage', 'groups:write', 'mpim:write'],
    run(core, args) {
      const id = textArgument(args, 'channel');
      const channel = id ? visibleChannel(core, id) : directChannel(core, oneUser(core, args));
      return { channel: flagArgument(args, 'return_im') ? channelJson(channel) : { id: channel.id } };
    },
  },
};

function oneUser(core: Core, args: Json): string {
  const [user, ...others] = neededArgument(args, 'users').split(',');
  if (!user || others.length > 0 || !core.state.users.has(user)) throw new SlackRefusal('user_not_found');
  return user;
}

/** One page within `oldest` and `latest`, without ephemeral messages. */
function page(messages: StoredMessage[], args: Json, isAfter: (ts: string, cursor: string) => boolean): Json {
  const limit = Number(textArgument(args, 'limit') ?? 100);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_MESSAGES) throw new SlackRefusal('invalid_limit');
  const oldest = textArgument(args, 'oldest') ?? '0';
  const latest = textArgument(args, 'latest') ?? '9999999999.999999';
  const isInclusive = flagArgument(args, 'inclusive');
  const isWithin = (ts: string) => (ts > oldest && ts < latest) || (isInclusive && (ts === oldest || ts === latest));
  const cursor = textArgument(args, 'cursor');
  const from = cursor === undefined ? undefined : readCursor(cursor);
  const rest = messages
    .filter(({ visibleTo, ts }) => visibleTo === undefined && isWithin(ts))
    .filter(({ ts }) => from === undefined || isAfter(ts, from));
  const shown = rest.slice(0, limit);
  const hasMore = rest.length > shown.length;
  return {
    messages: shown.map((message) => messageJson(message, flagArgument(args, 'include_all_metadata'))),
    has_more: hasMore,
    response_metadata: { next_cursor: hasMore ? writeCursor(shown.at(-1)?.ts ?? '') : '' },
  };
}

const writeCursor = (ts: string) => Buffer.from(`next_ts:${ts}`).toString('base64');

function readCursor(cursor: string): string {
  const [, ts] =
    Buffer.from(cursor, 'base64')
      .toString()
      .match(/^next_ts:(\d+\.\d{6})$/) ?? [];
  if (!ts) throw new SlackRefusal('invalid_cursor');
  return ts;
}

function channelJson({ id, name, kind, isShared, isArchived, hasBot, members }: StoredChannel): Json {
  return {
    id,
    ...(kind === 'direct' ? { user: members[0] } : { name, name_normalized: name }),
    is_channel: kind === 'public',
    is_group: kind === 'private',
    is_im: kind === 'direct',
    is_mpim: false,
    is_private: kind !== 'public',
    is_archived: isArchived,
    is_member: hasBot,
    is_general: name === 'general',
    is_shared: isShared,
    is_ext_shared: isShared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    context_team_id: TEAM.id,
    num_members: members.length,
  };
}
