import type { RichTextBlock, RichTextElement, RichTextPreformatted, RichTextSection } from '@slack/types';
import { getUnixTime } from 'date-fns';
import { safeUrl } from './text.js';

/**
 * Builders for rich_text, where outside text can't become a mention, a link or a style. Slack refuses empty text;
 * `line` and `quote` drop it.
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

/** Only the text where the URL may not be linked. */
export function link(
  url: string | undefined,
  words: string,
  style?: { bold?: boolean; code?: boolean },
): RichTextElement {
  const safe = safeUrl(url);
  return safe ? { type: 'link', url: safe, text: words, ...(style && { style }) } : text(words, style);
}

/** In the reader's time zone; UTC where Slack can't format it. */
export function time(date: Date, format = '{date_short_pretty} {time}'): RichTextElement {
  return { type: 'date', timestamp: getUnixTime(date), format, fallback: utc(date) };
}

/** The same in mrkdwn. */
export const mrkdwnTime = (date: Date, format: string): string => `<!date^${getUnixTime(date)}^${format}|${utc(date)}>`;

export function utc(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

export const user = (id: string): RichTextElement => ({ type: 'user', user_id: id });

export function line(...elements: RichTextElement[]): RichTextSection {
  return { type: 'rich_text_section', elements: withoutEmpty(elements) };
}

/** A quote; none where no text is left. */
export function quote(...elements: RichTextElement[]): RichTextBlock['elements'] {
  const kept = withoutEmpty(elements);
  return kept.length ? [{ type: 'rich_text_quote', elements: kept }] : [];
}

/** @param words Not empty. */
export const preformatted = (words: string): RichTextPreformatted => ({
  type: 'rich_text_preformatted',
  elements: [{ type: 'text', text: words }],
});

const withoutEmpty = (elements: RichTextElement[]): RichTextElement[] =>
  elements.filter((element) => element.type !== 'text' || element.text);

export const richText = (elements: RichTextBlock['elements']): RichTextBlock => ({ type: 'rich_text', elements });

/** Visible characters: this seems to be what Slack's limit for a whole message counts. */
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
