import { refuse } from './refusal.js';

/**
 * Splits the text after the slash command into words as a shell does, tolerating what phones and Slack change: curly
 * quotes, long dashes, no-break spaces, backticks, `<https://…
 * text>` and `&amp;`. A console URL wins over its link text. Braces group, so that JSON and the CLI's shorthand need no
 * quotes.
 * @throws CommandRefusal for an unclosed quote or brace, with its position.
 */
export function tokenize(text: string): string[] {
  const characters = [...straighten(text)];
  const words: string[] = [];
  let at = 0;
  while (at < characters.length) {
    if (isSpace(characters[at])) {
      at += 1;
      continue;
    }
    const { word, end } = readWord(characters, at);
    words.push(word);
    at = end;
  }
  return words;
}

function straighten(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[\u200b\u200e\u200f\u2060\ufeff`]/g, '')
    .replace(/\\\r?\n/g, ' ')
    .replace(/[“”„‟«»″]/g, '"')
    .replace(/(^|[\s=])[‘’‚‛]/g, "$1'")
    .replace(/[‘’‚‛](?=\s|$)/g, "'")
    .replace(/(^|\s)[-—–−]{0,2}[—–−](?=\p{L})/gu, '$1--')
    .replace(/<(https?:\/\/[^<>|]*\/codepipeline\/[^<>|]*)\|[^<>]*>/g, '$1')
    .replace(/<(?:https?:\/\/|mailto:|tel:)[^<>|]*\|([^<>]*)>/g, '$1')
    .replace(/<((?:https?:\/\/)[^<>|]*)>/g, '$1');
}

function readWord(characters: string[], start: number): { word: string; end: number } {
  let word = '';
  let at = start;
  const braces: number[] = [];
  while (at < characters.length) {
    const character = characters[at] ?? '';
    if (isSpace(character) && braces.length === 0) break;
    if (isQuote(character) && braces.length === 0 && (word === '' || word.endsWith('='))) {
      const quoted = readQuoted(characters, at);
      word += quoted.text;
      at = quoted.end;
      continue;
    }
    if (character === '<' && braces.length === 0) {
      const end = characters.indexOf('>', at);
      if (end > 0) {
        word += characters.slice(at, end + 1).join('');
        at = end + 1;
        continue;
      }
    }
    if (character === '{') braces.push(at);
    if (character === '}') braces.pop();
    word += character;
    at += 1;
  }
  const open = braces.at(-1);
  if (open !== undefined) refuse({ kind: 'unclosed', sign: '{', at: open + 1 });
  return { word, end: at };
}

/** As in a shell: a backslash escapes a quote or a backslash within double quotes only. */
function readQuoted(characters: string[], start: number): { text: string; end: number } {
  const quote = characters[start];
  let text = '';
  for (let at = start + 1; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    const next = characters[at + 1] ?? '';
    if (character === quote) return { text, end: at + 1 };
    if (character === '\\' && quote === '"' && (next === '"' || next === '\\')) {
      text += next;
      at += 1;
    } else {
      text += character;
    }
  }
  return refuse({ kind: 'unclosed', sign: quote ?? '', at: start + 1 });
}

const isSpace = (character: string | undefined) => character !== undefined && /\s/.test(character);
const isQuote = (character: string) => character === '"' || character === "'";
