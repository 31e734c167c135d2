import { REGION } from './regions.js';

/** An AWS account beside the bot's own, which is read by way of a role in it. */
export interface Account {
  /** What people call it, such as `payments`. */
  alias: string;
  /** Twelve digits. */
  id: string;
  roleArn: string;
  externalId?: string | undefined;
  /** At least one; the first is asked when none is named. */
  regions: string[];
}

/** The accounts that the bot reads. */
export interface Accounts {
  /** The bot's own, twelve digits; undefined where nothing says them. */
  ownId?: string | undefined;
  others: readonly Account[];
}

/** The alias of the bot's own account where it reads others as well. */
export const OWN = 'own';

/** So short that a block_id holds it beside the longest listing. */
export const ALIAS = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,23}$/;

/*
 * A pipeline's `region` holds its account too where the bot reads several: `payments/eu-west-1`, `own/eu-west-1`. It is
 * one text, so that nothing can keep the region of a pipeline and lose its account.
 */

export const inAccount = (alias: string, region: string): string => `${alias}/${region}`;

/** Undefined where nothing is said of the account: then it is the bot's own. */
export const accountIn = (region: string): string | undefined =>
  region.includes('/') ? region.slice(0, region.indexOf('/')) : undefined;

/** The region alone, as AWS knows it. */
export const regionCode = (region: string): string => region.slice(region.indexOf('/') + 1);

/** Another region of the same account. */
export const besides = (region: string, code: string): string => {
  const alias = accountIn(region);
  return alias === undefined ? code : inAccount(alias, code);
};

/** As it is kept: what was kept of the own account before there were others stays found. */
export const withoutOwn = (region: string): string => (accountIn(region) === OWN ? regionCode(region) : region);

/** With its account, where there are several. */
export const withAccount = (accounts: readonly Account[], region: string): string =>
  accounts.length === 0 || accountIn(region) !== undefined ? region : inAccount(OWN, region);

/** Whether a text from outside can be a region, with or without an account. */
export function isRegion(text: string): boolean {
  const alias = accountIn(text);
  return (alias === undefined || ALIAS.test(alias)) && REGION.test(regionCode(text));
}

/** A pipeline where it is; without a region it is in the bot's own account. */
export interface Pipeline {
  pipelineName: string;
  region?: string | undefined;
}

/** A pipeline's name; where there are several accounts `payments:checkout`, which can be typed so. */
export function fullName({ pipelineName, region = '' }: Pipeline): string {
  const alias = accountIn(region);
  return alias === undefined ? pipelineName : `${alias}:${pipelineName}`;
}
