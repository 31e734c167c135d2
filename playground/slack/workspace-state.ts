import { type Announcer, createAnnouncer } from './announcer.js';
import { createTimestamps } from './create-timestamps.js';
import type { Channel, Json, Message, ServerEvent, User } from './protocol.js';
import { createViewStacks, type ViewStacks } from './view-stacks.js';

export interface Team {
  id: string;
  name: string;
  domain: string;
}

export interface StoredUser extends User {
  email?: string;
  /** Sees only the channels it was invited to. */
  isGuest?: boolean;
  /** A deactivated account. */
  isDeleted?: boolean;
  /** On Enterprise Grid only. */
  enterpriseId?: string;
}

export interface StoredChannel extends Channel {
  isArchived: boolean;
  /** Ids of people; `hasBot` says whether the bot is a member. */
  members: string[];
}

/** Immutable: an edit replaces the object. */
export interface StoredMessage extends Message {
  botId?: string;
  metadata?: Json;
  attachments?: Json[];
}

export interface StoredFile {
  id: string;
  name: string;
  title: string;
  /** Bytes announced by `files.getUploadURLExternal`. */
  length: number;
  content?: Buffer;
  isShared: boolean;
}

/** The workspace's data; every change is announced to the page. */
export interface WorkspaceState {
  users: Map<string, StoredUser>;
  channels: Map<string, StoredChannel>;
  files: Map<string, StoredFile>;
  views: ViewStacks;
  changes: Announcer<ServerEvent>;
  /** Adds a message under a new `ts`. */
  post(message: Omit<StoredMessage, 'ts'>): StoredMessage;
  replace(message: StoredMessage, change: Partial<StoredMessage>): StoredMessage;
  remove(message: StoredMessage): void;
  find(channel: string, ts: string): StoredMessage | undefined;
  inChannel(channel: string): StoredMessage[];
  putChannel(channel: StoredChannel): void;
}

/** The people and channels at the start. */
export interface WorkspaceSeed {
  users: StoredUser[];
  channels: StoredChannel[];
}

/** @param now Milliseconds since 1970. */
export function createWorkspaceState(now: () => number, seed: WorkspaceSeed): WorkspaceState {
  const changes = createAnnouncer<ServerEvent>('change');
  const nextTs = createTimestamps(now);
  const users = new Map(seed.users.map((user) => [user.id, user]));
  const channels = new Map(seed.channels.map((channel) => [channel.id, channel]));
  const messages = new Map<string, Map<string, StoredMessage>>();
  const keep = (message: StoredMessage) => {
    const inChannel = messages.get(message.channel) ?? new Map<string, StoredMessage>();
    messages.set(message.channel, inChannel.set(message.ts, message));
    changes.announce({ type: 'message', message });
    return message;
  };
  return {
    users,
    channels,
    changes,
    files: new Map(),
    views: createViewStacks(changes),
    post: (message) => keep({ ...message, ts: nextTs() }),
    replace: (message, change) => keep({ ...message, ...change, ts: message.ts, channel: message.channel }),
    remove(message) {
      if (!messages.get(message.channel)?.delete(message.ts)) return;
      changes.announce({ type: 'message-deleted', channel: message.channel, ts: message.ts });
    },
    find: (channel, ts) => messages.get(channel)?.get(ts),
    inChannel: (channel) => [...(messages.get(channel)?.values() ?? [])],
    putChannel(channel) {
      channels.set(channel.id, channel);
      changes.announce({ type: 'channel', channel });
    },
  };
}
