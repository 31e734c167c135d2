import { closeNames } from '../domain/close-names.js';
import { refuse } from './refusal.js';

/** `flag` takes no value; `ignored` takes one and drops it; a function checks the value. */
export type OptionReader = 'flag' | 'ignored-flag' | 'ignored' | ((given: string, option: string) => unknown);
export type OptionReaders = Record<string, OptionReader>;

export interface OptionsRead<Options> {
  words: string[];
  /** `--page-size` is `pageSize`; the last of several wins, as in the AWS CLI. */
  options: Partial<Options>;
  ignored: string[];
}

/**
 * Splits words into options and the rest. One dash counts as two, since phones join them.
 * @throws CommandRefusal for an unknown option, or a missing or invalid value.
 */
export function readOptions<Options>(given: readonly string[], readers: OptionReaders): OptionsRead<Options> {
  const words: string[] = [];
  const ignored: string[] = [];
  const options: Record<string, unknown> = {};
  for (let at = 0; at < given.length; at += 1) {
    const word = given[at] ?? '';
    if (!/^--?[A-Za-z]/.test(word)) {
      words.push(word);
      continue;
    }
    const [, typed = '', inline] = /^([^=]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
    const option = typed.replace(/^--?/, '--').toLowerCase();
    const reader = readers[option] ?? unknownOption(typed, readers);
    const takesValue = reader !== 'flag' && reader !== 'ignored-flag';
    if (!takesValue && inline !== undefined) refuse({ kind: 'unwanted-value', option });
    if (takesValue && inline === undefined) at += 1;
    const value = takesValue ? (inline ?? takeValue(given[at], option, readers)) : '';
    if (typeof reader === 'function') options[camelCase(option)] = reader(value, option);
    else if (reader === 'flag') options[camelCase(option)] = true;
    else ignored.push(option);
  }
  return { words, options: options as Partial<Options>, ignored };
}

const camelCase = (option: string) => option.slice(2).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

function takeValue(word: string | undefined, option: string, readers: OptionReaders): string {
  return word === undefined || Object.hasOwn(readers, word.toLowerCase())
    ? refuse({ kind: 'missing-value', option })
    : word;
}

function unknownOption(typed: string, readers: OptionReaders): never {
  const [didYouMean] = closeNames(typed.replace(/^-+/, ''), namesOf(readers), 1);
  return refuse({
    kind: 'unknown-option',
    option: typed,
    ...(didYouMean !== undefined && { didYouMean: `--${didYouMean}` }),
  });
}

const namesOf = (readers: OptionReaders) =>
  Object.entries(readers)
    .filter(([, reader]) => reader !== 'ignored' && reader !== 'ignored-flag')
    .map(([option]) => option.slice(2));
