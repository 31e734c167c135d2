import type { TableBlock } from '@slack/types';
import { h } from '../dom/h.js';
import type { BlockContext } from './block-context.js';
import { renderRichText } from './render-rich-text.js';

/** Draws a table block; wide ones scroll inside themselves. Slack gives its rows no header meaning, so neither does this. */
export function renderTable({ rows, column_settings: columns = [] }: TableBlock, { names }: BlockContext): HTMLElement {
  const cells = (row: TableBlock['rows'][number]) =>
    row.map((cell, column) => {
      const settings = columns[column];
      const looks = `align-${settings?.align ?? 'left'}${settings?.is_wrapped ? ' wrapped' : ''}`;
      return h('td', { class: looks }, cell.type === 'rich_text' ? renderRichText(cell, names) : cell.text);
    });
  const body = h('tbody', {}, ...rows.map((row) => h('tr', {}, ...cells(row))));
  return h('div', { class: 'table', role: 'region', 'aria-label': 'Table', tabindex: 0 }, h('table', {}, body));
}
