/**
 * Length in UTF-16 units of mrkdwn once Slack has escaped what its author did not: a lone `&`, `<` or `>`
 * takes four or five characters, a control sequence such as `<!date…>` and a finished entity stay as they are.
 */
export function escapedLength(text: string): number {
  const escaped = text.replace(/<[^<>\n]+>|&(?:amp|lt|gt);|[&<>]/g, (found) =>
    found === '&' ? '&amp;' : found === '<' ? '&lt;' : found === '>' ? '&gt;' : found,
  );
  return escaped.length;
}
