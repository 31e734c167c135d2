import type { Core } from './core.js';
import type { MessageContent } from './read-message.js';
import { BOT_ID, PEOPLE } from './seed-workspace.js';
import type { StoredMessage } from './workspace-state.js';

export type Placing = Pick<StoredMessage, 'channel'> &
  Partial<Pick<StoredMessage, 'visibleTo' | 'threadTs' | 'isBroadcast' | 'metadata' | 'files'>>;

export function postAsBot(core: Core, content: MessageContent, placing: Placing): StoredMessage {
  const { text, blocks, attachments } = content;
  return core.state.post({
    user: PEOPLE.bot,
    botId: BOT_ID,
    text,
    blocks,
    ...(attachments && { attachments }),
    ...placing,
  });
}
