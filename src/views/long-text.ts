const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Lines stay lines; what could turn or hide other text, and Slack refuses in part, is taken out. */
export function severalLines(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]/g, '')
    .replace(/[^\P{Cc}\n\t]/gu, '\ufffd');
}

/** Text in pieces of at most `length` UTF-16 units, none lost: cut behind a line where one ends late in the piece. */
export function pieces(text: string, length: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > length) {
    const end = breakIn(rest, length);
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return rest ? [...parts, rest] : parts;
}

function breakIn(text: string, length: number): number {
  const lineEnd = text.lastIndexOf('\n', length - 1) + 1;
  if (lineEnd > length * 0.7) return lineEnd;
  // From a little before the limit on, where the grapheme that crosses it begins.
  const from = Math.max(0, length - 200);
  for (const { index, segment } of graphemes.segment(text.slice(from, length + 64))) {
    if (from + index + segment.length > length) return index > 0 ? from + index : length;
  }
  return length;
}
