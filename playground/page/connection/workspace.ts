import type { Exchange } from '../../exchange-log.js';
import type { Channel, Controls, Message, ServerEvent, User, View } from '../../slack/protocol.js';

type Snapshot = Extract<ServerEvent, { type: 'snapshot' }>;

export interface Workspace {
  team: Snapshot['team'];
  me: User | null;
  users: Map<string, User>;
  userGroups: Snapshot['userGroups'];
  channels: Map<string, Channel>;
  /** By channel id, then by `ts`. */
  messages: Map<string, Map<string, Message>>;
  view: View | null;
  /** Newest first. */
  exchanges: Exchange[];
  commands: Snapshot['commands'];
  controls: Controls | null;
}

/** As many as the server keeps. */
const EXCHANGES_KEPT = 200;

export function emptyWorkspace(): Workspace {
  return {
    team: { id: '', name: '' },
    me: null,
    users: new Map(),
    userGroups: [],
    channels: new Map(),
    messages: new Map(),
    view: null,
    exchanges: [],
    commands: [],
    controls: null,
  };
}

/** Updates the workspace in place. */
export function applyEvent(workspace: Workspace, event: ServerEvent): void {
  switch (event.type) {
    case 'snapshot':
      applySnapshot(workspace, event);
      return;
    case 'message':
      putMessage(workspace, event.message);
      return;
    case 'message-deleted':
      workspace.messages.get(event.channel)?.delete(event.ts);
      return;
    case 'view':
      workspace.view = event.view;
      return;
    case 'exchange':
      workspace.exchanges = [event.exchange, ...workspace.exchanges].slice(0, EXCHANGES_KEPT);
      return;
    case 'channel':
      workspace.channels.set(event.channel.id, event.channel);
      return;
    case 'controls':
      workspace.controls = event.controls;
      return;
    case 'notice':
      return;
  }
}

function applySnapshot(
  workspace: Workspace,
  { type: _, users, channels, messages, exchanges, ...rest }: Snapshot,
): void {
  // A lost connection is no reload, so ephemeral messages stay, as in Slack.
  const ephemeral = [...workspace.messages.values()].flatMap((inChannel) =>
    [...inChannel.values()].filter(({ visibleTo }) => visibleTo),
  );
  Object.assign(workspace, rest, {
    users: new Map(users.map((user) => [user.id, user])),
    channels: new Map(channels.map((channel) => [channel.id, channel])),
    messages: new Map(),
    exchanges: [...exchanges].sort((a, b) => b.at - a.at),
  });
  for (const message of [...ephemeral, ...messages]) putMessage(workspace, message);
}

function putMessage(workspace: Workspace, message: Message): void {
  if (message.visibleTo && message.visibleTo !== workspace.me?.id) return;
  const inChannel = workspace.messages.get(message.channel) ?? new Map<string, Message>();
  workspace.messages.set(message.channel, inChannel.set(message.ts, message));
}
