import { everyElement } from './checks/walk-blocks.js';
import type { Json } from './protocol.js';
import { shortId } from './random-id.js';

/** A copy of blocks in which every block has a `block_id` and every element an `action_id`, as Slack hands them back. */
export function fillIds(blocks: Json[]): Json[] {
  const copy = structuredClone(blocks);
  for (const block of copy) block.block_id ??= shortId();
  for (const { element } of everyElement(copy)) element.action_id ??= shortId();
  return copy;
}
