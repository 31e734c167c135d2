import type { RichTextBlock } from '@slack/types';
import type { FailureLog } from '../../domain/failure.js';
import { line, text } from '../rich-text.js';
import { counted, cut, oneLine } from '../text.js';

const LINE = 300;
const ALL_LINES = 2500;

/** What the build said last. In rich_text no text can close the block it stands in. */
export function logTail(log: FailureLog): RichTextBlock['elements'] {
  const shown = lastThatFit(log.lines.map((given) => cut(given, LINE)));
  const masked = log.masked ? `, ${counted(log.masked, 'secret')} masked` : '';
  const heading = `Last ${shown.length === 1 ? 'line' : `${shown.length} lines`} of ${cut(oneLine(log.of), 130)}${masked}`;
  const printed = shown.join('\n');
  if (!printed.trim()) return [];
  return [line(text(heading)), { type: 'rich_text_preformatted', elements: [{ type: 'text', text: printed }] }];
}

/** The end matters most: lines are left out at the beginning. */
function lastThatFit(lines: string[]): string[] {
  let length = 0;
  const from = lines.findLastIndex((printed) => {
    length += printed.length + 1;
    return length > ALL_LINES;
  });
  return lines.slice(from + 1);
}
