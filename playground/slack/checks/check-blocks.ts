import * as z from 'zod';
import type { Json } from '../protocol.js';
import { anyBlock } from './block-schemas.js';
import { elementFaults } from './element-faults.js';
import { note, notesOf } from './slack-words.js';
import { everyElement, objects } from './walk-blocks.js';

/** Where blocks are shown. */
export type Surface = 'message' | 'ephemeral' | 'response_url' | 'modal';

const messageBlocks = z.array(anyBlock).max(50);
const modalBlocks = z.array(anyBlock).max(100);

/**
 * Slack's errors for blocks; empty if it would take them. @param pointer Place in the call: `/blocks`, `/view/blocks`.
 * @see https://docs.slack.dev/reference/block-kit/blocks and the limits in `@slack/types`
 */
export function checkBlocks(blocks: unknown, surface: Surface, pointer: string): string[] {
  const faults = notesOf(surface === 'modal' ? modalBlocks : messageBlocks, blocks, pointer);
  if (!Array.isArray(blocks)) return faults;
  const given = objects(blocks);
  return [
    ...faults,
    ...repeatedIds(given, pointer),
    ...given.flatMap((block, index) => shapeFaults(block, `${pointer}/${index}`)),
    ...focusFaults(given, pointer),
    ...elementFaults(given, pointer),
  ];
}

function repeatedIds(blocks: Json[], pointer: string): string[] {
  const blockIds = new Set<unknown>();
  const blockFaults = blocks.flatMap(({ block_id: id }, at) =>
    isRepeated(blockIds, id) ? [note(`\`block_id\` "${id}" already exists`, `${pointer}/${at}/block_id`)] : [],
  );
  const actionIds = new Map<Json, Set<unknown>>();
  const actionFaults = everyElement(blocks)
    .filter(({ element, block }) => {
      const inBlock = actionIds.get(block) ?? new Set();
      actionIds.set(block, inBlock);
      return isRepeated(inBlock, element.action_id);
    })
    .map(({ element, pointer: at }) =>
      note(`\`action_id\` "${element.action_id}" already exists for another element`, `${pointer}${at}/action_id`),
    );
  return [...blockFaults, ...actionFaults];
}

function isRepeated(seen: Set<unknown>, id: unknown): boolean {
  if (id === undefined) return false;
  const isKnown = seen.has(id);
  seen.add(id);
  return isKnown;
}

/** Requirements on combinations of optional properties. */
function shapeFaults(block: Json, pointer: string): string[] {
  if (block.type === 'section' && block.text === undefined && block.fields === undefined)
    return [note('missing required field: text', pointer)];
  return everyElement([block])
    .filter(({ element }) => element.type === 'static_select')
    .filter(({ element }) => (element.options === undefined) === (element.option_groups === undefined))
    .map(({ pointer: at }) => note('must provide either options or option_groups', pointer + at.slice('/0'.length)));
}

function focusFaults(blocks: Json[], pointer: string): string[] {
  return everyElement(blocks)
    .filter(({ element }) => element.focus_on_load === true)
    .slice(1)
    .map(({ pointer: at }) => note('only one element can set focus_on_load', `${pointer}${at}/focus_on_load`));
}
