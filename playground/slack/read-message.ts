import { checkBlocks, type Surface } from './checks/check-blocks.js';
import { renderedText } from './checks/rendered-text.js';
import { isObject, objects } from './checks/walk-blocks.js';
import type { Core } from './core.js';
import { fillIds } from './fill-ids.js';
import type { Json } from './protocol.js';
import { structuredArgument, textArgument } from './read-arguments.js';
import { SlackRefusal } from './slack-refusal.js';

// Undocumented; between the longest message measured to pass and the shortest refused.
const MOST_RENDERED = 13_200;
const MOST_TEXT = 40_000;

/** Checked, with ids filled in. */
export interface MessageContent {
  text: string;
  blocks: Json[];
  attachments?: Json[];
  /** Slack's changes, such as `message_truncated`. */
  warnings: string[];
}

/** @param where The method's name, for the record. @throws SlackRefusal */
export function readMessage(core: Core, where: string, args: Json, surface: Surface): MessageContent {
  const blocks = readBlocks(args, surface);
  const attachments = readAttachments(args, surface);
  const text = textArgument(args, 'text') ?? '';
  if (text === '' && blocks.length === 0 && attachments.length === 0) throw new SlackRefusal('no_text');
  if (text === '')
    core.recordings.addViolation({ kind: 'warning', where, error: 'missing_text', notes: [], body: args });
  const warnings = text.length > MOST_TEXT ? ['message_truncated'] : [];
  for (const error of warnings) core.recordings.addViolation({ kind: 'warning', where, error, notes: [], body: args });
  return {
    text: text.slice(0, MOST_TEXT),
    blocks: fillIds(blocks),
    ...(attachments.length > 0 && { attachments }),
    warnings,
  };
}

function readBlocks(args: Json, surface: Surface): Json[] {
  const blocks = structuredArgument(args, 'blocks');
  if (blocks === undefined) return [];
  refuseBlocks(blocks, surface, '/blocks');
  return objects(blocks);
}

function refuseBlocks(blocks: unknown, surface: Surface, pointer: string): void {
  const notes = checkBlocks(blocks, surface, pointer);
  if (notes.length > 0) throw new SlackRefusal('invalid_blocks', notes);
  if (renderedText(blocks).length >= MOST_RENDERED) throw new SlackRefusal('msg_blocks_too_long');
}

function readAttachments(args: Json, surface: Surface): Json[] {
  const given = structuredArgument(args, 'attachments') ?? [];
  if (!Array.isArray(given) || !given.every(isObject)) throw new SlackRefusal('invalid_attachments');
  if (given.length > 100) throw new SlackRefusal('too_many_attachments');
  for (const [at, { blocks }] of given.entries()) {
    if (blocks === undefined) continue;
    if (surface !== 'message') throw new SlackRefusal('invalid_attachments');
    refuseBlocks(blocks, surface, `/attachments/${at}/blocks`);
  }
  return given;
}
