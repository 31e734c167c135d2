import type { RichTextBlock, RichTextList } from '@slack/types';
import { h } from '../dom/h.js';
import { readRichText } from '../text/read-rich-text.js';
import type { Names } from './block-context.js';
import { renderInline } from './render-inline.js';

type Part = RichTextBlock['elements'][number];

/** Nothing in a rich_text block is markup. */
export function renderRichText(block: RichTextBlock, names: Names): HTMLElement {
  return h('div', { class: 'text rich-text' }, ...block.elements.map((part) => renderPart(part, names)));
}

function renderPart(part: Part, names: Names): HTMLElement {
  switch (part.type) {
    case 'rich_text_section':
      return h('div', {}, ...renderInline(readRichText(part.elements), names));
    case 'rich_text_list':
      return renderList(part, names);
    case 'rich_text_quote':
      return h('blockquote', {}, ...renderInline(readRichText(part.elements), names));
    case 'rich_text_preformatted':
      return h('pre', { tabindex: 0 }, ...renderInline(readRichText(part.elements), names));
  }
}

/** `offset` is documented (reference/block-kit/blocks/rich-text-block) but not yet typed. */
function renderList(list: RichTextList & { offset?: number }, names: Names): HTMLElement {
  const { style, indent = 0, border, offset = 0, elements } = list;
  const items = elements.map((section) => h('li', {}, ...renderInline(readRichText(section.elements), names)));
  const looks = `indent-${Math.min(indent, 8)} marker-${indent % 3}${border ? ' bordered' : ''}`;
  return style === 'ordered'
    ? h('ol', { class: looks, start: offset > 0 ? offset + 1 : null }, ...items)
    : h('ul', { class: looks }, ...items);
}
