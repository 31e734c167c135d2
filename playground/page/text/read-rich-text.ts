import type { RichTextElement } from '@slack/types';
import type { Inline } from './parse-inline.js';

/** Outermost first: bold code is code within bold. */
const STYLES = ['bold', 'italic', 'strike', 'underline', 'code'] as const;

/** Turns rich_text elements into the tree that mrkdwn is parsed into. */
export function readRichText(elements: RichTextElement[]): Inline[] {
  return elements.map((element) => STYLES.reduceRight((node, style) => wrap(node, style, element), readLeaf(element)));
}

function wrap(node: Inline, type: (typeof STYLES)[number], { style }: RichTextElement): Inline {
  return style?.[type] ? { type, children: [node] } : node;
}

function readLeaf(element: RichTextElement): Inline {
  switch (element.type) {
    case 'text':
      return { type: 'text', text: element.text };
    case 'link':
      return { type: 'link', url: element.url, label: element.text ?? element.url };
    case 'emoji':
      return { type: 'emoji', name: element.name };
    case 'user':
      return { type: 'user', id: element.user_id, label: null };
    case 'usergroup':
      return { type: 'usergroup', id: element.usergroup_id, label: null };
    case 'channel':
      return { type: 'channel', id: element.channel_id, label: null };
    case 'date': {
      const { timestamp, format, url = null, fallback = '' } = element;
      return { type: 'date', timestamp, format, url, fallback };
    }
    default:
      return { type: 'text', text: `“${element.type}” is not drawn by this page; Slack draws it.` };
  }
}
