import type { Core } from '../core.js';
import type { StoredMessage } from '../workspace-state.js';

/** Slack's own words to one person. */
export function sayAsSlackbot(core: Core, to: { channel: string; user: string }, text: string): StoredMessage {
  const { channel, user: visibleTo } = to;
  return core.state.post({ channel, user: 'USLACKBOT', text, blocks: [], visibleTo, fromSlackbot: true });
}
