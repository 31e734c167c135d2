import { type Inline, parseInline } from './parse-inline.js';
import { unescapeText } from './unescape-text.js';

export type MrkdwnBlock = { type: 'paragraph' | 'quote' | 'preformatted'; children: Inline[] };

/**
 * Parses Slack's mrkdwn. Never fails: anything invalid is text.
 * @param verbatim As on Slack's text objects: when false, bare URLs become links.
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
export function parseMrkdwn(text: string, { verbatim = false } = {}): MrkdwnBlock[] {
  return text.split(/(```[\s\S]+?```)/).flatMap((piece, index, pieces) => {
    if (index % 2 === 1) return [{ type: 'preformatted', children: parseFenced(piece.slice(3, -3), verbatim) }];
    // A fence has its own line, so the newline beside it is no empty line.
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

/** Only links work inside a fence. */
function parseFenced(text: string, verbatim: boolean): Inline[] {
  return text
    .replace(/^\n|\n$/g, '')
    .split(/(<[^<>\n]+>)/)
    .flatMap((piece, index) => {
      if (index % 2 === 0) return piece === '' ? [] : [{ type: 'text', text: unescapeText(piece) }];
      return parseInline(piece, verbatim);
    });
}
