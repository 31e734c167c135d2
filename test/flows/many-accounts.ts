import { createAccount, type Role, type SlackWorkspace } from '../../playground/index.js';
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

const HIDDEN = new Set(['value', 'block_id', 'action_id', 'url', 'private_metadata', 'callback_id', 'external_id']);
/** The Web API is sent blocks and views as JSON in a text. */
const parsed = (given: unknown): unknown =>
  typeof given === 'string' && /^[[{]/.test(given) ? JSON.parse(given) : given;
const visible = (sent: unknown[]): string =>
  JSON.stringify(sent.map(parsed), (key, value: unknown) => (HIDDEN.has(key) ? undefined : value));

/** What the bot sent that names the pipeline `name` and says nothing of its account. */
export function withoutAccount({ requests }: Pick<SlackWorkspace, 'requests'>, name: string): string[] {
  return requests
    .map(({ args: { text, blocks, view } }) => visible([text, blocks, view]))
    .filter((seen) => new RegExp(`\\b${name}\\b`).test(seen) && !/\b(?:own|team-\d\d)\b/.test(seen));
}
