import { isObject } from './checks/walk-blocks.js';
import type { Json } from './protocol.js';
import { SlackRefusal } from './slack-refusal.js';

const UNREADABLE: Record<string, string> = { blocks: 'invalid_blocks_format', metadata: 'invalid_metadata_format' };

/**
 * Arguments from a JSON or form body and the query; undefined for invalid JSON. @param contentType Anything but JSON is
 * read as a form.
 */
export function readArguments(body: string, contentType: string, query: URLSearchParams): Json | undefined {
  const asked = Object.fromEntries(query);
  if (!contentType.includes('json')) return { ...asked, ...Object.fromEntries(new URLSearchParams(body)) };
  const parsed = parseJson(body);
  return isObject(parsed) ? { ...asked, ...parsed } : undefined;
}

/** Undefined for invalid JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Undefined when absent or empty. Numbers count as text. */
export function textArgument(args: Json, name: string): string | undefined {
  const value = args[name];
  return value === undefined || value === null || value === '' ? undefined : String(value);
}

/** A required text argument. */
export function neededArgument(args: Json, name: string): string {
  const value = textArgument(args, name);
  if (value === undefined)
    throw new SlackRefusal('invalid_arguments', [`[ERROR] missing required field: ${name} [json-pointer:/${name}]`]);
  return value;
}

/** `true`, `"true"` and `"1"` are yes. */
export function flagArgument(args: Json, name: string): boolean {
  return ['true', '1'].includes(String(args[name]));
}

/** JSON text in a form, a value in a JSON body; undefined when absent. */
export function structuredArgument(args: Json, name: string): unknown {
  const value = args[name];
  if (typeof value !== 'string') return value ?? undefined;
  if (value === '') return undefined;
  const parsed = parseJson(value);
  if (parsed === undefined) throw new SlackRefusal(UNREADABLE[name] ?? 'invalid_arguments');
  return parsed;
}
