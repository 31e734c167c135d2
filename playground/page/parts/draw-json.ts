import { h } from '../dom/h.js';

const TOKEN = /("(?:[^"\\\n]|\\.)*"(?:\s*:)?|\b(?:true|false|null)\b|-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)/;

/** Colours printed JSON; other text may be split anywhere. */
export function drawJson(text: string): (Node | string)[] {
  return text.split(TOKEN).map((piece, index) => {
    if (index % 2 === 0) return piece;
    const kind = piece.endsWith(':') ? 'key' : piece.startsWith('"') ? 'string' : 'value';
    return h('span', { class: `json-${kind}` }, piece);
  });
}
