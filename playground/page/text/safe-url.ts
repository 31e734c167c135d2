/**
 * The address as the browser would open it, or null unless it is an absolute `http:` or `https:` one.
 * Slack turns nothing else into a link either, and `javascript:` must never become one.
 */
export function safeUrl(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}
