import type { ServerEvent } from '../../slack/protocol.js';
import { applyEvent, emptyWorkspace, type Workspace } from './workspace.js';

/** An event of the server, or an action of the user on the page. */
type Change = ServerEvent | { type: 'selected' } | { type: 'connection' } | { type: 'sent' };

/** The page's state: the workspace, and the user's place in it. */
export interface Store {
  workspace: Workspace;
  /** The channel's id, or `''` before the first snapshot. */
  selected(): string;
  select(channel: string): void;
  unread(channel: string): number;
  isConnected(): boolean;
  setConnected(connected: boolean): void;
  apply(event: ServerEvent): void;
  /** The user sent something in this channel and waits for the answer. */
  sent(): void;
  subscribe(listener: (change: Change) => void): void;
}

/** Listeners are called after the workspace is updated. */
export function createStore(): Store {
  const workspace = emptyWorkspace();
  const listeners: ((change: Change) => void)[] = [];
  const unread = new Map<string, number>();
  let selected = '';
  let connected = false;
  const tell = (change: Change) => {
    for (const listener of listeners) listener(change);
  };
  const select = (channel: string) => {
    selected = channel;
    unread.delete(channel);
    history.replaceState(null, '', `#${channel}`);
    tell({ type: 'selected' });
  };
  return {
    workspace,
    selected: () => selected,
    select,
    unread: (channel) => unread.get(channel) ?? 0,
    isConnected: () => connected,
    setConnected(now) {
      connected = now;
      tell({ type: 'connection' });
    },
    sent: () => tell({ type: 'sent' }),
    apply(event) {
      if (event.type === 'message') countUnread(event.message.channel, event.message.ts);
      applyEvent(workspace, event);
      tell(event);
      if (event.type === 'snapshot' && !workspace.channels.has(selected)) select(firstChannel(workspace));
    },
    subscribe: (listener) => void listeners.push(listener),
  };

  function countUnread(channel: string, ts: string): void {
    const isNew = !workspace.messages.get(channel)?.has(ts);
    if (isNew && channel !== selected) unread.set(channel, (unread.get(channel) ?? 0) + 1);
  }
}

/** From the address bar, so that a reload stays; else the first one with the bot. */
function firstChannel({ channels }: Workspace): string {
  const named = location.hash.slice(1);
  if (channels.has(named)) return named;
  const all = [...channels.values()];
  return (all.find(({ hasBot, kind }) => hasBot && kind === 'public') ?? all[0])?.id ?? '';
}
