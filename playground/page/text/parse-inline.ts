import { type Control, parseControl } from './parse-control.js';
import { unescapeText } from './unescape-text.js';

export type Inline =
  | Control
  | { type: 'text'; text: string }
  | { type: 'emoji'; name: string }
  | { type: 'bold' | 'italic' | 'strike' | 'underline' | 'code'; children: Inline[] };

const STYLES = { '*': 'bold', _: 'italic', '~': 'strike' } as const;

// A mark must not follow a letter or digit, must touch its text on both sides, and stays on one line.
const styled = (mark: string) =>
  String.raw`(?<![\p{L}\p{N}])${mark}(?=[^\s${mark}])[^\n${mark}]*?(?<=\S)${mark}(?![\p{L}\p{N}])`;
const MARKUP = [
  '<[^<>\\n]+>',
  '`[^`\\n]+`',
  ':[a-z0-9_+-]{1,100}(?:::skin-tone-[2-6])?:',
  styled(String.raw`\*`),
  styled('_'),
  styled('~'),
];
const VERBATIM = new RegExp(`(${MARKUP.join('|')})`, 'u');
const LINKING = new RegExp(`(${[...MARKUP, String.raw`\bhttps?:\/\/[^\s<>|]+[^\s<>|.,;:!?)\]}'"]`].join('|')})`, 'u');

/** Parses mrkdwn without fences and quotes. */
export function parseInline(text: string, verbatim: boolean): Inline[] {
  return text
    .split(verbatim ? VERBATIM : LINKING)
    .flatMap((piece, index) => (piece === '' ? [] : [index % 2 === 0 ? plain(piece) : parseMarkup(piece, verbatim)]));
}

function parseMarkup(piece: string, verbatim: boolean): Inline {
  const mark = piece.charAt(0);
  const inner = piece.slice(1, -1);
  switch (mark) {
    case '<':
      return parseControl(inner);
    case '`':
      return { type: 'code', children: [plain(inner)] };
    case ':':
      return { type: 'emoji', name: inner };
    case '*':
    case '_':
    case '~':
      return { type: STYLES[mark], children: parseInline(inner, verbatim) };
    default:
      return { type: 'link', url: unescapeText(piece), label: unescapeText(piece) };
  }
}

const plain = (text: string): Inline => ({ type: 'text', text: unescapeText(text) });
