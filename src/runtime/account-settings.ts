import * as z from 'zod';
import { type Account, ALIAS, OWN } from '../domain/account.js';
import { partsOf } from '../domain/pipeline-patterns.js';
import { REGION } from '../domain/regions.js';

/** IAM's forms of both. */
const ROLE = /^arn:aws[a-z-]*:iam::(\d{12}):role\/[\w+=,.@/-]{1,512}$/;
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;

/** `ACCOUNTS`: `alias=ROLE_ARN|EXTERNAL_ID|region,region;…`; an external id may be left empty. */
export const accountSettings = {
  ACCOUNTS: z
    .string()
    .transform((text, context): Account[] => {
      const read = partsOf(text, ';').map(readAccount);
      const accounts = read.filter((one) => typeof one !== 'string');
      const problems = [...read.filter((one) => typeof one === 'string'), ...repeated(accounts)];
      for (const problem of problems) context.addIssue(`ACCOUNTS: ${problem}`);
      return problems.length ? z.NEVER : accounts;
    })
    .optional(),
};

/** What one part says, or what is wrong with it. */
function readAccount(part: string): Account | string {
  const at = part.indexOf('=');
  const alias = part.slice(0, Math.max(0, at)).trim();
  const [roleArn = '', externalId = '', list = '', ...more] = part
    .slice(at + 1)
    .split('|')
    .map((piece) => piece.trim());
  if (!ALIAS.test(alias) || more.length > 0) {
    return `“${alias || part.slice(0, 40)}” is not of the form alias=ROLE_ARN|EXTERNAL_ID|region,region.`;
  }
  if (alias.toLowerCase() === OWN) return `“${OWN}” is the bot’s own account: call this one something else.`;
  const id = ROLE.exec(roleArn)?.[1];
  if (id === undefined) return `${alias} has no role, such as arn:aws:iam::111122223333:role/pipeline-actions-reader.`;
  if (externalId && !EXTERNAL_ID.test(externalId)) return `the external id of ${alias} is none that IAM takes.`;
  const regions = partsOf(list, ',');
  const wrong = regions.find((region) => !REGION.test(region));
  if (wrong !== undefined) return `“${wrong}” of ${alias} is not a region.`;
  if (regions.length === 0) return `${alias} has no region, such as eu-west-1.`;
  return { alias, id, roleArn, ...(externalId && { externalId }), regions };
}

/** An alias or an account that stands there twice. */
function repeated(accounts: Account[]): string[] {
  const twice = (texts: string[]) => [...new Set(texts.filter((text, at) => texts.indexOf(text) < at))];
  const aliases = accounts.map(({ alias }) => alias.toLowerCase());
  return twice([...aliases, ...accounts.map(({ id }) => id)]).map((text) => `${text} is named twice.`);
}
