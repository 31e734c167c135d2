import type { Json } from '../../playground/index.js';

/** What a reader sees of blocks, as text: a line for each line, buttons and selects in brackets. */
export const renderBlocks = (blocks: readonly unknown[]): string =>
  (blocks as Json[])
    .map(renderBlock)
    .filter((words) => words.trim())
    .join('\n');

function renderBlock(block: Json): string {
  const elements = (block.elements ?? []) as Json[];
  switch (block.type) {
    case 'actions':
      return elements.map(renderControl).join(' ');
    case 'context':
      return `   ${elements.map(textOf).join(' ').replaceAll('\n', '\n   ')}`;
    case 'section':
      return [textOf(block), ...(block.accessory ? [renderControl(block.accessory as Json)] : [])].join('  ');
    case 'input':
      return `${textOf(block.label as Json)}: ${renderControl(block.element as Json)}`;
    default:
      return block.type === 'rich_text' ? elements.map(renderRichText).join('\n') : textOf(block);
  }
}

function renderRichText(part: Json): string {
  const elements = (part.elements ?? []) as Json[];
  if (part.type === 'rich_text_list') return elements.map((item) => `• ${renderRichText(item)}`).join('\n');
  const words = elements
    .map(renderElement)
    .join('')
    .replaceAll(/(?<=\S)\*\*(?= )/g, '');
  return part.type === 'rich_text_quote' ? words.replace(/^/gm, '| ') : words;
}

function renderElement({ type, text, style, ...element }: Json): string {
  const { bold, code, italic } = (style ?? {}) as Record<string, boolean>;
  switch (type) {
    case 'user':
      return '@person';
    case 'usergroup':
      return '@group';
    case 'channel':
      return '#channel';
    case 'date':
      return String(element.fallback);
    default: {
      const mark = bold ? '*' : code ? '`' : italic ? '_' : '';
      return `${mark}${type === 'link' ? `${text ?? element.url}` : text}${mark}`;
    }
  }
}

function renderControl(control: Json): string {
  const { type, text, placeholder, option_groups: groups, options } = control;
  if (type === 'button') return `[${textOf(text as Json)}]`;
  if (type === 'plain_text_input') return '[typed]';
  const choices = ((groups as Json[] | undefined) ?? [{ options }]).flatMap((group) => [
    ...(group.label ? [`   ${textOf(group.label as Json)}`] : []),
    ...((group.options ?? []) as Json[]).map(renderOption),
  ]);
  return [`[${placeholder ? textOf(placeholder as Json) : type} ⌄]`, ...choices].join('\n');
}

const renderOption = (option: Json) =>
  [`   - ${textOf(option)}`, ...(option.description ? [`     ${textOf(option.description as Json)}`] : [])].join('\n');

/** Of a text object, or of what holds one. */
function textOf(value: Json): string {
  const { text } = value;
  if (typeof text === 'object' && text !== null) return textOf(text as Json);
  return String(text ?? '')
    .replaceAll(/<!date\^[^|>]*\|([^>]*)>/g, '$1')
    .replaceAll(/<[@!][^>]*>/g, '@person');
}
