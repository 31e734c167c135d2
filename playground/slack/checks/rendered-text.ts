import type { Json } from '../protocol.js';
import { isObject } from './walk-blocks.js';

// Opened, hovered or read aloud, but not visible in the message.
const UNSEEN = new Set(['options', 'option_groups', 'initial_option', 'initial_options', 'confirm', 'style']);

/** The visible text of blocks without spaces in between: Slack limits its length. */
export function renderedText(value: unknown): string {
  if (Array.isArray(value)) return value.map(renderedText).join('');
  if (!isObject(value)) return '';
  return (
    leafText(value) ??
    Object.entries(value)
      .map(([key, inner]) => fieldText(key, inner))
      .join('')
  );
}

function fieldText(key: string, inner: unknown): string {
  if (UNSEEN.has(key)) return '';
  if (typeof inner === 'string') return key === 'text' ? inner : '';
  return renderedText(inner);
}

function leafText(element: Json): string | undefined {
  switch (element.type) {
    case 'link':
      return String(element.text ?? element.url);
    case 'emoji':
      return `:${String(element.name)}:`;
    case 'date':
      return String(element.fallback ?? element.format);
    case 'user':
    case 'usergroup':
    case 'channel':
      return `@${String(element.user_id ?? element.usergroup_id ?? element.channel_id)}`;
    default:
      return undefined;
  }
}
