import { unescapeText } from './unescape-text.js';

export type Control =
  | { type: 'text'; text: string }
  | { type: 'link'; url: string; label: string }
  | { type: 'user' | 'channel' | 'usergroup'; id: string; label: string | null }
  | { type: 'broadcast'; range: string }
  | { type: 'date'; timestamp: number; format: string; url: string | null; fallback: string };

/** Parses the text between `<` and `>`; an unknown one stays text. */
export function parseControl(inner: string): Control {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? null : unescapeText(inner.slice(bar + 1));
  if (target.startsWith('@')) return { type: 'user', id: target.slice(1), label };
  if (target.startsWith('#')) return { type: 'channel', id: target.slice(1), label };
  if (target.startsWith('!')) return parseSpecial(target.slice(1), label, inner);
  if (/^(https?:|mailto:)/.test(target))
    return { type: 'link', url: unescapeText(target), label: label ?? unescapeText(target) };
  return { type: 'text', text: unescapeText(`<${inner}>`) };
}

function parseSpecial(command: string, label: string | null, inner: string): Control {
  if (/^(here|channel|everyone)$/.test(command)) return { type: 'broadcast', range: command };
  const [name, first = '', format = '', url] = command.split('^');
  if (name === 'subteam') return { type: 'usergroup', id: first, label };
  const timestamp = Number(first);
  if (name === 'date' && first !== '' && Number.isFinite(timestamp) && format !== '') {
    return { type: 'date', timestamp, format, url: url ? unescapeText(url) : null, fallback: label ?? '' };
  }
  return { type: 'text', text: label ?? unescapeText(`<${inner}>`) };
}
