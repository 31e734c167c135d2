import type { Accounts } from '../domain/account.js';
import { placeIn, splitAccount } from './account-of.js';
import { parseAddress } from './parse-address.js';
import { asRegion } from './parse-value.js';
import type { OptionReaders } from './read-options.js';
import { refuse } from './refusal.js';
import { undecorate } from './undecorate.js';

export interface PlaceOptions {
  /** `--pipeline-name`: for names that begin with a dash or read as something else. */
  pipelineName: string;
  region: string;
  account: string;
}

export const PLACE_OPTIONS = {
  '--pipeline-name': (given: string) => given,
  '--region': asRegion,
  '--account': (given: string) => given,
} satisfies OptionReaders;

/** As in `subscribe this channel to svc-*`. */
const FILLERS = /^(to|from|of|for|this|channel|the|pipeline|please|us|me)$/i;

/** The one pipeline or pattern in these words: a name, ARN or URL, not validated yet. @throws CommandRefusal */
export function parsePlace(
  given: readonly string[],
  options: Partial<PlaceOptions>,
  accounts: Accounts,
): { pipeline?: string; region?: string } {
  const words = given.map(withoutMarks).filter((word) => word !== '' && (given.length === 1 || !FILLERS.test(word)));
  const [word, ...more] = options.pipelineName === undefined ? words : [options.pipelineName, ...words];
  if (more.length) refuse({ kind: 'extra-words', words: more });
  const address = word === undefined ? undefined : parseAddress(word);
  if (options.region && address?.region && options.region !== address.region) {
    refuse({ kind: 'two-regions', regions: [options.region, address.region] });
  }
  const typed = splitAccount(accounts, address?.pipelineName ?? word ?? '');
  const pipeline = word === undefined ? undefined : typed.pipeline;
  const region = placeIn(accounts, {
    typed: [options.account, typed.account],
    accountId: address?.account,
    region: options.region ?? address?.region,
  });
  return { ...(pipeline !== undefined && { pipeline }), ...(region && { region }) };
}

const withoutMarks = (word: string) => (word.includes('*') ? word : undecorate(word));
