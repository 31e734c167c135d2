import type { ServerEvent } from '../../slack/protocol.js';
import { applyEvent, emptyWorkspace, type Workspace } from './workspace.js';

/** What may have changed: an event of the server, or something this reader did on the page. */
type Change = ServerEvent | { type: 'selected' } | { type: 'connection' } | { type: 'sent' };

/** The page's one memory: the workspace, and where this reader is in it. */
export interface Store {
  workspace: Workspace;
  /** Id of the channel shown, or `''` before the first snapshot. */
  selected(): string;
  select(channel: string): void;
  unread(channel: string): number;
  isConnected(): boolean;
  setConnected(connected: boolean): void;
  apply(event: ServerEvent): void;
  /** Tells that this reader has sent something in the selected channel, and waits for the answer. */
  sent(): void;
  subscribe(listener: (change: Change) => void): void;
}

/** Listeners hear of a change after the workspace has taken it. */
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

/** The channel of the address bar, so that a reload stays; else the first one the bot is in. */
function firstChannel({ channels }: Workspace): string {
  const named = location.hash.slice(1);
  if (channels.has(named)) return named;
  const all = [...channels.values()];
  return (all.find(({ hasBot, kind }) => hasBot && kind === 'public') ?? all[0])?.id ?? '';
}
