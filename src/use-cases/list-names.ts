import { setTimeout as wait } from 'node:timers/promises';
import { type Account, inAccount, OWN } from '../domain/account.js';
import type { ListPipelineNames } from './find-pipeline.js';

export interface KnownNames {
  /** As one can type them; with its account where there are several, and its region where that is not the first. */
  names: string[];
  more: boolean;
  /** Aliases of accounts that gave no names. */
  unread: string[];
}

/**
 * The names of pipelines in every account, each account asked on its own: one that fails or is slow keeps no other back.
 * @param ms How long each is waited for.
 * @returns undefined when none gave any.
 */
export async function listNames(
  list: ListPipelineNames,
  accounts: readonly Account[],
  ms: number,
): Promise<KnownNames | undefined> {
  const places = [{ alias: OWN, region: undefined, prefix: accounts.length ? `${OWN}:` : '' }, ...placesOf(accounts)];
  const answers = await Promise.all(
    places.map(({ region }) =>
      Promise.race([list(region).catch(() => undefined), wait(ms, undefined, { ref: false })]),
    ),
  );
  const found = answers.flatMap((answer, at) => (answer ? [{ ...answer, prefix: places[at]?.prefix ?? '' }] : []));
  if (found.length === 0) return undefined;
  const unread = places.flatMap(({ alias }, at) => (answers[at] ? [] : alias));
  return {
    names: found.flatMap(({ names, prefix }) => names.map((name) => `${prefix}${name}`)),
    more: found.some(({ more }) => more),
    unread: [...new Set(unread)],
  };
}

const placesOf = (accounts: readonly Account[]) =>
  accounts.flatMap(({ alias, regions }) =>
    regions.map((code, at) => {
      const region = inAccount(alias, code);
      return { alias, region, prefix: `${at === 0 ? alias : region}:` };
    }),
  );
