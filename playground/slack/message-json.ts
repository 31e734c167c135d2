import type { Json } from './protocol.js';
import { APP_ID, TEAM } from './seed-workspace.js';
import type { StoredMessage } from './workspace-state.js';

/** As in Slack's methods and payloads. @param withMetadata As with `include_all_metadata`. */
export function messageJson(message: StoredMessage, withMetadata = true): Json {
  const { user, botId, text, ts, blocks, attachments, threadTs, isBroadcast, metadata, files, edited } = message;
  return {
    type: 'message',
    user,
    text,
    ts,
    blocks,
    team: TEAM.id,
    ...(botId && { bot_id: botId, app_id: APP_ID }),
    ...(attachments && { attachments }),
    ...(isBroadcast && { subtype: 'thread_broadcast' }),
    ...(threadTs && { thread_ts: threadTs }),
    ...(edited && { edited: { user, ts } }),
    ...(files && { files }),
    ...(withMetadata && metadata && { metadata }),
  };
}
