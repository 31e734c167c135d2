import { accountIn, regionCode } from '../domain/account.js';

/** A region, and its account if it has one, as options: ` --account payments --region eu-west-1`; or nothing. */
export function placeAsTyped(region: string | undefined): string {
  if (region === undefined) return '';
  const alias = accountIn(region);
  return `${alias === undefined ? '' : ` --account ${alias}`} --region ${regionCode(region)}`;
}
