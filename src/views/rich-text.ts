import type { RichTextBlock, RichTextElement, RichTextSection } from '@slack/types';
import { getUnixTime } from 'date-fns';
import { safeUrl } from './text.js';

/**
 * Builders for rich_text, in which text is never markup: no mention, link or style can come from outside.
 * Slack refuses empty text, so `text` of nothing is left out by `line`.
 */
export const text = (
  content: string,
  style?: { bold?: boolean; italic?: boolean; code?: boolean },
): RichTextElement => ({
  type: 'text',
  text: content,
  ...(style && { style }),
});

export const bold = (content: string): RichTextElement => text(content, { bold: true });
export const code = (content: string): RichTextElement => text(content, { code: true });

/** A link, or only its words where the address is not one that may be linked. */
export function link(
  url: string | undefined,
  words: string,
  style?: { bold?: boolean; code?: boolean },
): RichTextElement {
  const safe = safeUrl(url);
  return safe ? { type: 'link', url: safe, text: words, ...(style && { style }) } : text(words, style);
}

/** A time in the reader's zone; UTC where Slack can't show it. */
export function time(date: Date, format = '{date_short_pretty} {time}'): RichTextElement {
  return { type: 'date', timestamp: getUnixTime(date), format, fallback: utc(date) };
}

/** `2026-11-23 14:02 UTC`. */
export function utc(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

export const user = (id: string): RichTextElement => ({ type: 'user', user_id: id });

/** One line; empty texts are left out. */
export function line(...elements: RichTextElement[]): RichTextSection {
  return { type: 'rich_text_section', elements: elements.filter((element) => element.type !== 'text' || element.text) };
}

export const richText = (elements: RichTextBlock['elements']): RichTextBlock => ({ type: 'rich_text', elements });

/** Characters that a reader sees of rich text: what Slack's ceiling for a whole message seems to count. */
export function renderedLength(elements: readonly (RichTextElement | RichTextBlock['elements'][number])[]): number {
  return elements.reduce((sum, element) => sum + elementLength(element), 0);
}

function elementLength(element: RichTextElement | RichTextBlock['elements'][number]): number {
  if ('elements' in element) return renderedLength(element.elements);
  switch (element.type) {
    case 'text':
      return element.text.length;
    case 'link':
      return element.text?.length ?? element.url.length;
    case 'date':
      return 24;
    default:
      return 16;
  }
}
