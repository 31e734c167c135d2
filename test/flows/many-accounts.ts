import { createAccount, type Role } from '../../playground/index.js';
import type { Account } from '../../src/domain/account.js';
import { readConfig } from '../../src/runtime/config.js';

const REGION = 'eu-west-1';

/** Accounts beside the bot's own, each with a pipeline `checkout`, and the setting ACCOUNTS that names them. */
export function manyAccounts(count: number): { accounts: Account[]; roles: Role[]; role(alias: string): Role } {
  const numbers = Array.from({ length: count }, (_, at) => String(at + 1).padStart(2, '0'));
  const roles = numbers.map((number): Role => {
    const id = `1111222233${number}`;
    const account = createAccount({ id, region: REGION, pace: 'instant' });
    account.addPipeline({ name: 'checkout' }, { count: 12 });
    return { arn: `arn:aws:iam::${id}:role/pipeline-actions-reader`, account, externalId: `secret-${number}` };
  });
  const ACCOUNTS = roles
    .map(({ arn, externalId }, at) => `team-${numbers[at]}=${arn}|${externalId}|${REGION},us-east-1`)
    .join(';\n');
  const { accounts = [] } = readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', ACCOUNTS }, true);
  return { accounts, roles, role: (alias) => roles[numbers.indexOf(alias.slice('team-'.length))] as Role };
}
