import { isWholeId } from '../domain/execution-id.js';
import { PIPELINE_NAME, REGION } from '../domain/listing.js';
import { isKnownWord } from './known-words.js';
import { AWS_WORDS, LIST_OPTIONS } from './list-options.js';
import type { OptionReader } from './read-options.js';
import { undecorate } from './undecorate.js';

export interface Guess {
  pipelineName: string;
  region?: string;
}

/** Undefined where no word looks like a pipeline's name. */
export function guessName(words: readonly string[]): Guess | undefined {
  const behind = (option: string) => words[words.indexOf(option) + 1 || words.length] ?? '';
  const region = behind('--region').toLowerCase();
  const candidates = words.filter((word, at) => !word.startsWith('-') && !takesNext(words[at - 1]));
  const pipelineName = [behind('--pipeline-name'), behind('--name'), ...candidates.map(undecorate)].find(isLikely);
  return pipelineName === undefined ? undefined : { pipelineName, ...(REGION.test(region) && { region }) };
}

/** The word after an unknown option is its value or a name; don't take it for a name. */
const takesNext = (word = ''): boolean => {
  const reader: OptionReader | undefined = LIST_OPTIONS[word as keyof typeof LIST_OPTIONS];
  return word.startsWith('-') && !word.includes('=') && reader !== 'flag' && reader !== 'ignored-flag';
};

const isLikely = (word: string): boolean =>
  PIPELINE_NAME.test(word) &&
  /[a-z]/i.test(word) &&
  !isKnownWord(word) &&
  !AWS_WORDS.includes(word) &&
  !isWholeId(word);
