import type { Core } from './core.js';
import type { Json } from './protocol.js';
import type { StoredMessage } from './workspace-state.js';

/**
 * Warns when an edit keeps block ids. Slack allows it but asks for new ones: clients may keep old input under an old
 * id.
 */
export function warnOfKeptIds(core: Core, where: string, before: StoredMessage, blocks: Json[]): void {
  const old = new Set(before.blocks.map(({ block_id: id }) => id));
  const kept = blocks.map(({ block_id: id }) => id).filter((id) => old.has(id));
  if (kept.length === 0) return;
  const notes = kept.map((id) => `block_id "${id}" was used in the message before`);
  core.recordings.addViolation({ kind: 'warning', where, error: 'block_id_reused', notes, body: blocks });
}
