import * as z from 'zod';
import { checkBlocks } from './check-blocks.js';
import { note, notesOf } from './slack-words.js';
import { identifier, plainText, shortText } from './text-schemas.js';
import { isObject, objects } from './walk-blocks.js';

const flag = z.boolean().optional();
const modal = z.strictObject({
  type: z.literal('modal'),
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  // Checked apart, together with faults across blocks.
  blocks: z.array(z.unknown()),
  private_metadata: shortText(3000, 0).optional(),
  callback_id: identifier,
  external_id: identifier,
  clear_on_close: flag,
  notify_on_close: flag,
  submit_disabled: flag,
});

/** Slack's errors for a modal; empty if it would take it. @see https://docs.slack.dev/reference/views/modal-views */
export function checkView(view: unknown): string[] {
  const faults = notesOf(modal, view, '/view');
  if (!isObject(view)) return faults;
  return [...faults, ...checkBlocks(view.blocks, 'modal', '/view/blocks'), ...submitFaults(view)];
}

function submitFaults(view: Record<string, unknown>): string[] {
  if (view.submit !== undefined) return [];
  const at = objects(view.blocks).findIndex((block) => block.type === 'input');
  return at < 0 ? [] : [note('must define `submit` to use an `input` block in modals', `/view/blocks/${at}/input`)];
}
