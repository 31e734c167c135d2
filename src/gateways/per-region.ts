import { type Account, accountIn, OWN, regionCode } from '../domain/account.js';
import { AwsProblem } from '../domain/aws-problem.js';
import { createLatestFew } from '../runtime/latest-few.js';
import { type Loggable, withoutLogger } from './call-aws.js';
import { cleanAnswers, type Stack } from './clean-answers.js';

/** More regions than are in use at once; idle connections of a dropped client close by themselves. */
const MOST_CLIENTS = 12;
/** The same where there are many accounts, with a session for each person. */
const MOST_IN_ACCOUNTS = 200;

/** What a role's session signs with. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiration: Date;
}

/** How accounts beside the bot's own are read. */
export interface AccountRoles {
  accounts: readonly Account[];
  /**
   * The session for the current person; its credentials are renewed before they end, and throw AwsProblem.
   * @throws AwsProblem `unknown-account`
   */
  as(alias: string): { session: string; credentials: () => Promise<Credentials> };
}

/** What is left of a time in which there were other accounts: buttons, subscriptions. */
const NO_ROLES: AccountRoles = {
  accounts: [],
  as(alias) {
    throw new AwsProblem('unknown-account', 'sts:AssumeRole', 'UnknownAccount', undefined, { alias });
  },
};

/** Of a gateway's settings. */
export interface InAccounts {
  /** Absent: there is only the bot's own account. */
  roles?: AccountRoles | undefined;
}

/** One client for each region, account and session, made when first asked for: all calls share its connections. */
export function perRegion<Client extends Loggable & { middlewareStack: Stack }>(
  { roles = NO_ROLES }: InAccounts,
  create: (where: { region?: string; credentials?: () => Promise<Credentials> }) => Client,
): (region?: string) => Client {
  const clients = createLatestFew<Client>(roles === NO_ROLES ? MOST_CLIENTS : MOST_IN_ACCOUNTS);
  return (region = '') => {
    const alias = accountIn(region);
    const role = alias === undefined || alias === OWN ? undefined : roles.as(alias);
    const key = `${region} ${role?.session}`;
    const known = clients.get(key);
    const client =
      known ?? withoutLogger(create({ ...(region && { region: regionCode(region) }), ...credentialsOf(role) }));
    if (!known) cleanAnswers(client.middlewareStack);
    clients.keep(key, client);
    return client;
  };
}

const credentialsOf = (role: ReturnType<AccountRoles['as']> | undefined) => role && { credentials: role.credentials };
