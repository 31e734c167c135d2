import type { TextObject } from '@slack/types';
import { h } from '../dom/h.js';
import { emojify } from '../text/emojify.js';
import { type MrkdwnBlock, parseMrkdwn } from '../text/parse-mrkdwn.js';
import type { Names } from './block-context.js';
import { renderInline } from './render-inline.js';

/** plain_text apart from emoji as it is, mrkdwn with its markup. */
export function renderText(text: TextObject, names: Names): HTMLElement {
  if (text.type === 'plain_text') return h('div', { class: 'text' }, emojify(text));
  return renderMrkdwn(text.text, names, text.verbatim);
}

/** Also for a message's top-level text. */
export function renderMrkdwn(text: string, names: Names, verbatim = false): HTMLElement {
  return h(
    'div',
    { class: 'text' },
    ...parseMrkdwn(text, { verbatim }).map((block) => renderMrkdwnBlock(block, names)),
  );
}

function renderMrkdwnBlock(block: MrkdwnBlock, names: Names): HTMLElement {
  switch (block.type) {
    case 'paragraph':
      return h('div', {}, ...renderInline(block.children, names));
    case 'quote':
      return h('blockquote', {}, ...renderInline(block.children, names));
    case 'preformatted':
      return h('pre', { tabindex: 0 }, ...renderInline(block.children, names));
  }
}
