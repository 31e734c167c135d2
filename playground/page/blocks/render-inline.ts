import { h } from '../dom/h.js';
import { link } from '../dom/link.js';
import { timeElement } from '../dom/time-element.js';
import { emoji } from '../text/emoji.js';
import type { Inline } from '../text/parse-inline.js';
import type { Names } from './block-context.js';

const TAGS = { bold: 'strong', italic: 'em', strike: 's', underline: 'u', code: 'code' } as const;

/** Text always becomes a text node. */
export function renderInline(nodes: Inline[], names: Names): Node[] {
  return nodes.map((node) => renderNode(node, names));
}

function renderNode(node: Inline, names: Names): Node {
  switch (node.type) {
    case 'text':
      return document.createTextNode(node.text);
    case 'link':
      return link(node.url, node.label);
    case 'emoji':
      return renderEmoji(node.name);
    case 'user':
      return mention(`@${node.label ?? names.user(node.id)}`, names.isMe(node.id));
    case 'channel':
      return mention(`#${node.label || names.channel(node.id)}`, false);
    case 'usergroup':
      return mention(node.label ?? `@${names.userGroup(node.id)}`, false);
    case 'broadcast':
      return mention(`@${node.range}`, true);
    case 'date': {
      const time = timeElement(node.timestamp, node.format, node.fallback);
      return node.url ? link(node.url, time) : time;
    }
    default:
      return h(TAGS[node.type], {}, ...renderInline(node.children, names));
  }
}

function renderEmoji(name: string): Node {
  const character = emoji(name);
  const words = `:${name}:`;
  if (!character) return document.createTextNode(words);
  return h('span', { class: 'emoji', role: 'img', 'aria-label': name.replaceAll('_', ' '), title: words }, character);
}

function mention(text: string, pings: boolean): HTMLElement {
  return h('span', { class: pings ? 'mention mention-pings' : 'mention' }, text);
}
