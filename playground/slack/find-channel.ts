import type { Core } from './core.js';
import { randomId } from './random-id.js';
import { PEOPLE } from './seed-workspace.js';
import { SlackRefusal } from './slack-refusal.js';
import type { StoredChannel } from './workspace-state.js';

/** A private channel without the bot does not exist for it. */
export function visibleChannel(core: Core, id: string): StoredChannel {
  const channel = core.state.channels.get(id);
  if (!channel || (channel.kind !== 'public' && !channel.hasBot)) throw new SlackRefusal('channel_not_found');
  return channel;
}

/** Refused unless the bot is a member. */
export function joinedChannel(core: Core, id: string): StoredChannel {
  const channel = visibleChannel(core, id);
  if (!channel.hasBot) throw new SlackRefusal('not_in_channel');
  return channel;
}

/** For `chat.postMessage`: takes a channel's id or name, or a user's id for a direct message. */
export function postableChannel(core: Core, given: string): StoredChannel {
  if (/^[UW]/.test(given)) return directChannel(core, given);
  const named = [...core.state.channels.values()].find(({ name, kind }) => kind !== 'direct' && `#${name}` === given);
  const channel = visibleChannel(core, named?.id ?? given);
  if (channel.isArchived) throw new SlackRefusal('is_archived');
  const isPublicWriter = core.settings.scopes?.includes('chat:write.public') ?? false;
  if (!channel.hasBot && !isPublicWriter) throw new SlackRefusal('not_in_channel');
  return channel;
}

/** Opened on first use. */
export function directChannel(core: Core, userId: string): StoredChannel {
  const user = core.state.users.get(userId);
  if (!user) throw new SlackRefusal('user_not_found');
  if (user.isBot) throw new SlackRefusal('cannot_dm_bot');
  const open = [...core.state.channels.values()].find(
    ({ kind, members }) => kind === 'direct' && members.includes(userId),
  );
  if (open) return open;
  const bot = core.state.users.get(PEOPLE.bot);
  const channel: StoredChannel = {
    id: randomId('D'),
    name: bot?.name ?? '',
    kind: 'direct',
    isShared: false,
    hasBot: true,
    isArchived: false,
    members: [userId],
  };
  core.state.putChannel(channel);
  return channel;
}
