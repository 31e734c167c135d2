import type { Operator } from '../../domain/act.js';
import { cut, oneLine } from '../text.js';

/** What stands in AWS of an act: `Ada Lovelace (U061F7AUR) in Slack: ship it`. @param most UTF-16 units, as AWS counts. */
export function wordsInAws(by: Operator[], words: string, most: number): string {
  const who = by.map(({ id, name }) => `${cut(oneLine(name), 60)} (${id})`).join(', ');
  const said = oneLine(words);
  return cut(`${who} in Slack${said && `: ${said}`}`, most);
}
