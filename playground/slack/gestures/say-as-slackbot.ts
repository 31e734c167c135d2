import type { Core } from '../core.js';
import type { StoredMessage } from '../workspace-state.js';

export function sayAsSlackbot(core: Core, to: { channel: string; user: string }, text: string): StoredMessage {
  const { channel, user: visibleTo } = to;
  return core.state.post({ channel, user: 'USLACKBOT', text, blocks: [], visibleTo, fromSlackbot: true });
}
