import { everyElement } from './checks/walk-blocks.js';
import type { Json } from './protocol.js';
import { shortId } from './random-id.js';

/** Adds missing `block_id`s and `action_id`s, as Slack does. */
export function fillIds(blocks: Json[]): Json[] {
  const copy = structuredClone(blocks);
  for (const block of copy) block.block_id ??= shortId();
  for (const { element } of everyElement(copy)) element.action_id ??= shortId();
  return copy;
}
