import { h } from '../dom/h.js';

const TOKEN = /("(?:[^"\\\n]|\\.)*"(?:\s*:)?|\b(?:true|false|null)\b|-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)/;

/** Printed JSON with its keys, strings and other values in colours of their own; other text comes out in whatever pieces it has. */
export function drawJson(text: string): (Node | string)[] {
  return text.split(TOKEN).map((piece, index) => {
    if (index % 2 === 0) return piece;
    const kind = piece.endsWith(':') ? 'key' : piece.startsWith('"') ? 'string' : 'value';
    return h('span', { class: `json-${kind}` }, piece);
  });
}
