import { type Inline, parseInline } from './parse-inline.js';
import { unescapeText } from './unescape-text.js';

/** One block of a mrkdwn text. */
export type MrkdwnBlock = { type: 'paragraph' | 'quote' | 'preformatted'; children: Inline[] };

/**
 * Slack's mrkdwn as a tree: blocks of inline nodes. Never fails; what is not markup is text.
 * @param verbatim As on Slack's text objects: when false, bare addresses become links.
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
export function parseMrkdwn(text: string, { verbatim = false } = {}): MrkdwnBlock[] {
  return text.split(/(```[\s\S]+?```)/).flatMap((piece, index, pieces) => {
    if (index % 2 === 1) return [{ type: 'preformatted', children: parseFenced(piece.slice(3, -3), verbatim) }];
    // A fence starts and ends its own line: the newline beside it is not an empty line.
    const start = index > 0 ? piece.replace(/^\n/, '') : piece;
    const own = index < pieces.length - 1 ? start.replace(/\n$/, '') : start;
    return own === '' ? [] : parseLines(own, verbatim);
  });
}

function parseLines(text: string, verbatim: boolean): MrkdwnBlock[] {
  const groups: { type: 'paragraph' | 'quote'; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const quoted = /^(?:&gt;|>) ?/.exec(line);
    const type = quoted ? 'quote' : 'paragraph';
    const bare = quoted ? line.slice(quoted[0].length) : line;
    const last = groups.at(-1);
    if (last?.type === type) last.lines.push(bare);
    else groups.push({ type, lines: [bare] });
  }
  return groups.map(({ type, lines }) => ({ type, children: parseInline(lines.join('\n'), verbatim) }));
}

/** Inside a fence only links live on; every other mark is text. */
function parseFenced(text: string, verbatim: boolean): Inline[] {
  return text
    .replace(/^\n|\n$/g, '')
    .split(/(<[^<>\n]+>)/)
    .flatMap((piece, index) => {
      if (index % 2 === 0) return piece === '' ? [] : [{ type: 'text', text: unescapeText(piece) }];
      return parseInline(piece, verbatim);
    });
}
