import * as z from 'zod';
import type { Json } from '../protocol.js';
import { blockOn, type Surface } from './block-schemas.js';
import { renderedText } from './rendered-text.js';
import { note, notesOf } from './slack-words.js';
import { everyBlock, everyElement, isObject, objects } from './walk-blocks.js';

const MOST_BLOCKS: Record<Surface, number> = { message: 50, ephemeral: 50, response_url: 50, modal: 100 };

// One schema per surface, made once: building it costs more than using it.
const schemas = Object.fromEntries(
  Object.entries(blockOn).map(([surface, block]) => [surface, z.array(block).max(MOST_BLOCKS[surface as Surface])]),
) as unknown as Record<Surface, z.ZodType>;

/**
 * Slack's complaints about blocks, none when it would take them.
 * @param pointer Where the blocks lie in the call: `/blocks`, `/view/blocks`.
 * @param fileExists Whether Slack holds the file that a `slack_file` names by id.
 * @see https://docs.slack.dev/reference/block-kit/blocks and the limits in `@slack/types`
 */
export function checkBlocks(
  blocks: unknown,
  surface: Surface,
  pointer: string,
  fileExists: (id: string) => boolean = () => true,
): string[] {
  const faults = notesOf(schemas[surface], blocks, pointer);
  if (!Array.isArray(blocks)) return faults;
  const given = objects(blocks);
  return [
    ...faults,
    ...repeatedIds(given, pointer),
    ...given.flatMap((block, index) => shapeFaults(block, `${pointer}/${index}`)),
    ...tableFaults(given, pointer),
    ...imageFaults(blocks, pointer, fileExists),
    ...focusFaults(given, pointer),
  ];
}

function repeatedIds(blocks: Json[], pointer: string): string[] {
  const blockIds = new Set<unknown>();
  const blockFaults = everyBlock(blocks)
    .filter(({ block }) => isRepeated(blockIds, block.block_id))
    .map(({ block, pointer: at }) =>
      note(`\`block_id\` "${block.block_id}" already exists`, `${pointer}${at}/block_id`),
    );
  const actionIds = new Map<Json, Set<unknown>>();
  const elementFaults = everyElement(blocks)
    .filter(({ element, block }) => {
      const inBlock = actionIds.get(block) ?? new Set();
      actionIds.set(block, inBlock);
      return isRepeated(inBlock, element.action_id);
    })
    .map(({ element, pointer: at }) =>
      note(`\`action_id\` "${element.action_id}" already exists for another element`, `${pointer}${at}/action_id`),
    );
  return [...blockFaults, ...elementFaults];
}

function isRepeated(seen: Set<unknown>, id: unknown): boolean {
  if (id === undefined) return false;
  const isKnown = seen.has(id);
  seen.add(id);
  return isKnown;
}

/** What a block must have although no single property of it is required. */
function shapeFaults(block: Json, pointer: string): string[] {
  if (block.type === 'section' && block.text === undefined && block.fields === undefined)
    return [note('missing required field: text', pointer)];
  if (block.type === 'card' && !['hero_image', 'title', 'actions', 'body'].some((key) => block[key] !== undefined))
    return [note('must provide at least one of hero_image, title, actions, body', pointer)];
  if (block.type === 'container' && block.title === undefined && block.rich_text_title === undefined)
    return [note('missing required field: title', pointer)];
  return everyElement([block])
    .filter(({ element }) => String(element.type).endsWith('static_select'))
    .filter(({ element }) => (element.options === undefined) === (element.option_groups === undefined))
    .map(({ pointer: at }) => note('must provide either options or option_groups', pointer + at.slice('/0'.length)));
}

function tableFaults(blocks: Json[], pointer: string): string[] {
  const tables = everyBlock(blocks).filter(({ block }) => block.type === 'table' || block.type === 'data_table');
  const charts = blocks.flatMap(({ type }, at) => (type === 'data_visualization' ? [at] : []));
  const third = charts.slice(2).map((at) => note('too many data_visualization blocks', `${pointer}/${at}`));
  const second = tables.slice(1).map(({ pointer: at }) => note('only_one_table_allowed', pointer + at));
  const long = tables
    .map(({ block, pointer: at }) => ({ at, length: renderedText(block.rows).length, most: mostCharacters(block) }))
    .filter(({ length, most }) => length > most)
    .map(({ at, most }) => note(`must be less than ${most + 1} characters`, `${pointer}${at}/rows`));
  return [...third, ...second, ...long];
}

const mostCharacters = (block: Json) => (block.type === 'table' ? 10_000 : 20_000);

/** Every image anywhere has exactly one source, and a file that Slack knows. */
function imageFaults(value: unknown, pointer: string, fileExists: (id: string) => boolean): string[] {
  if (Array.isArray(value)) return value.flatMap((inner, at) => imageFaults(inner, `${pointer}/${at}`, fileExists));
  if (!isObject(value)) return [];
  const inner = Object.entries(value).flatMap(([key, part]) => imageFaults(part, `${pointer}/${key}`, fileExists));
  if (value.type !== 'image') return inner;
  if ((value.image_url === undefined) === (value.slack_file === undefined))
    return [note('must provide either image_url or slack_file', pointer)];
  if (!isObject(value.slack_file)) return inner;
  const { id, url } = value.slack_file;
  if ((id === undefined) === (url === undefined))
    return [note('must provide either id or url', `${pointer}/slack_file`)];
  return typeof id !== 'string' || fileExists(id) ? inner : [note('invalid slack file', `${pointer}/slack_file`)];
}

function focusFaults(blocks: Json[], pointer: string): string[] {
  return everyElement(blocks)
    .filter(({ element }) => element.focus_on_load === true)
    .slice(1)
    .map(({ pointer: at }) => note('only one element can set focus_on_load', `${pointer}${at}/focus_on_load`));
}
