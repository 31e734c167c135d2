import { type Accounts, inAccount, OWN } from '../domain/account.js';
import { asPipelineName, asRegion } from './parse-value.js';
import { refuse } from './refusal.js';

/** What was said of where a pipeline is. */
interface SaidPlace {
  /** As they were typed, behind `--account` and before a name. */
  typed: readonly (string | undefined)[];
  /** Twelve digits, of an ARN or address. */
  accountId?: string | undefined;
  /** As AWS knows it. */
  region?: string | undefined;
}

/**
 * The region with its account, as far as either is said; without other accounts only the region.
 * @throws CommandRefusal for an unknown account, an address of one that is not read, or two of them.
 */
export function placeIn(accounts: Accounts, { typed, accountId, region }: SaidPlace): string | undefined {
  const byId = accounts.others.find(({ id }) => id === accountId)?.alias ?? [];
  const isForeign = accountId !== undefined && byId.length === 0 && accountId !== (accounts.ownId ?? accountId);
  if (isForeign) refuse({ kind: 'account', given: accountId, known: aliasesOf(accounts) });
  const said = typed.flatMap((given) => (given === undefined ? [] : aliasOf(accounts, given)));
  const [alias = OWN, ...others] = new Set([...said, byId].flat());
  if (others.length) refuse({ kind: 'two-accounts', accounts: [alias, ...others] });
  const first = accounts.others.find((one) => one.alias === alias)?.regions[0];
  const where = region ?? first;
  return where === undefined || accounts.others.length === 0 ? where : inAccount(alias, where);
}

/** `alias:pipeline` in its parts, where there are other accounts; a word without an account is only a pipeline. */
export function splitAccount(accounts: Accounts, word: string): { account?: string; pipeline: string } {
  const [, account, pipeline] = /^([^:/]+):([^:/]+)$/.exec(word) ?? [];
  return account && pipeline && accounts.others.length ? { account, pipeline } : { pipeline: word };
}

/** A line of the AWS CLI names an account by a profile: where that is an alias of ours, it is meant so. */
export const profileAsAccount = (accounts: Accounts, words: string[]): string[] =>
  words.map((word, at) =>
    word === '--profile' && accounts.others.some(({ alias }) => alias === words[at + 1]) ? '--account' : word,
  );

const aliasesOf = ({ others }: Accounts): string[] => (others.length ? [OWN, ...others.map(({ alias }) => alias)] : []);

function aliasOf(accounts: Accounts, given: string): string {
  const known = aliasesOf(accounts);
  const wanted = given.toLowerCase();
  return known.find((alias) => alias.toLowerCase() === wanted) ?? refuse({ kind: 'account', given, known });
}

/** What the picker offered: a name, `alias:name`, or `alias/region:name`. @throws CommandRefusal for anything else. */
export function readPicked(accounts: Accounts, given: string): { pipelineName: string; region?: string | undefined } {
  const [, alias, code, name] = /^(?:([^:/]+)(?:\/([^:/]+))?:)?([^:/]+)$/.exec(given) ?? [];
  const region = placeIn(accounts, { typed: [alias], region: code === undefined ? undefined : asRegion(code) });
  return { pipelineName: asPipelineName(name), region };
}
