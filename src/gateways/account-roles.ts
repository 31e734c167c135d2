import { AssumeRoleCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import type { Account } from '../domain/account.js';
import { AwsProblem } from '../domain/aws-problem.js';
import { createLatestFew } from '../runtime/latest-few.js';
import { askedBy } from '../runtime/trace.js';
import { callAws, withoutLogger } from './call-aws.js';
import type { AccountRoles, Credentials } from './per-region.js';

/** Sessions whose credentials are kept: people who asked lately, in each account. */
const MOST_SESSIONS = 1000;
/** Credentials that end sooner than this are renewed, as the SDK renews its own. */
const EARLY_MS = 5 * 60_000;

/**
 * Roles in other accounts. Where a person asked, the session has their Slack id in its name, so that the other account's
 * CloudTrail says who it was.
 * @param config Settings of the client; the environment gives the credentials that the roles trust.
 */
export function createAccountRoles(config: STSClientConfig, accounts: readonly Account[]): AccountRoles {
  const kept = createLatestFew<Promise<Credentials>>(MOST_SESSIONS);
  const renewed = (account: Account, session: string): Promise<Credentials> => {
    const key = `${account.alias} ${session}`;
    const taking = assumeRole(config, account, session);
    kept.keep(key, taking);
    taking.catch(() => kept.get(key) === taking && kept.forget(key));
    return taking;
  };
  return {
    accounts,
    as(alias) {
      const account = accounts.find((one) => one.alias === alias);
      if (!account) throw new AwsProblem('unknown-account', 'sts:AssumeRole', 'UnknownAccount', undefined, { alias });
      const session = sessionName(askedBy());
      return {
        session,
        async credentials() {
          const known = await kept.get(`${alias} ${session}`)?.catch(() => undefined);
          const isFresh = known && known.expiration.getTime() - Date.now() > EARLY_MS;
          return isFresh ? known : renewed(account, session);
        },
      };
    },
  };
}

async function assumeRole(config: STSClientConfig, account: Account, session: string): Promise<Credentials> {
  const { alias, roleArn: RoleArn, externalId: ExternalId, regions } = account;
  const client = withoutLogger(new STSClient({ ...config, region: regions[0] ?? '' }));
  try {
    const { Credentials: given } = await callAws('sts:AssumeRole', (options) =>
      client.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: session, ExternalId }), options),
    );
    return {
      accessKeyId: given?.AccessKeyId ?? '',
      secretAccessKey: given?.SecretAccessKey ?? '',
      sessionToken: given?.SessionToken ?? '',
      expiration: given?.Expiration ?? new Date(0),
    };
  } catch (error) {
    if (!(error instanceof AwsProblem)) throw error;
    throw new AwsProblem(error.kind, error.action, error.code, error.cause, { alias });
  } finally {
    client.destroy();
  }
}

/** STS takes 2 to 64 of these characters. */
const sessionName = (user: string | undefined): string =>
  ['pipeline-actions', user ?? []]
    .flat()
    .join('@')
    .replace(/[^\w+=,.@-]/g, '-')
    .slice(0, 64);
