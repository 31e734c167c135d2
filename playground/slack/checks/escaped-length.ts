/**
 * UTF-16 length of mrkdwn after Slack's escaping: a lone `&`, `<` or `>` takes four or five characters; control
 * sequences such as `<!date…>` and entities stay.
 */
export function escapedLength(text: string): number {
  const escaped = text.replace(/<[^<>\n]+>|&(?:amp|lt|gt);|[&<>]/g, (found) =>
    found === '&' ? '&amp;' : found === '<' ? '&lt;' : found === '>' ? '&gt;' : found,
  );
  return escaped.length;
}
