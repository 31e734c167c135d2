/** The normalised URL, or null unless it is an absolute http(s) one: `javascript:` must never become a link. */
export function safeUrl(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}
