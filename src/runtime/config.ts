import * as z from 'zod';
import { type Account, OWN } from '../domain/account.js';
import type { ActingRules } from '../domain/acting-rules.js';
import type { PipelinePattern } from '../domain/pipeline-patterns.js';
import { accountSettings } from './account-settings.js';
import { actingSettings, patterns, readActing } from './acting-settings.js';

/** The settings, checked; docs/settings.md explains each. */
export interface Config {
  slack: { botToken: string; apiUrl: string } & (
    | { mode: 'socket'; appToken: string }
    | { mode: 'http'; signingSecret: string }
  );
  port: number;
  logLevel: LogLevel;
  operatorChannel?: string;
  listable?: PipelinePattern[]; // absent: everyone in the team may list all pipelines
  announcements?: {
    queueUrl: string;
    tableName: string;
  };
  accounts?: Account[]; // beside the bot's own
  acting?: ActingRules;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

/** Names all wrong settings, one line each, and never a secret's value. */
export class ConfigProblem extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigProblem';
    this.problems = problems;
  }
}

const SLACK_API = 'https://slack.com/api/';

const settings = z.object({
  SLACK_BOT_TOKEN: z
    .string({ error: 'SLACK_BOT_TOKEN is missing: the bot token of the Slack app, which begins with xoxb-.' })
    .regex(/^xox[a-z]-\S+$/, 'SLACK_BOT_TOKEN is not a bot token: it begins with xoxb-.'),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-\S+$/, 'SLACK_APP_TOKEN is not an app-level token: it begins with xapp-.')
    .optional(),
  SLACK_SIGNING_SECRET: z.string().min(1).optional(),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: 'SLACK_API_URL is not a URL such as https://slack.com/api/.' })
    .default(SLACK_API),
  PORT: z.coerce
    .number({ error: 'PORT is not a number from 0 to 65535.' })
    .int('PORT is not a whole number.')
    .min(0, 'PORT is below 0.')
    .max(65_535, 'PORT is above 65535.')
    .default(3000),
  FAILURE_QUEUE_URL: z
    .url({ protocol: /^https?$/, error: 'FAILURE_QUEUE_URL is not the URL of an SQS queue.' })
    .optional(),
  TABLE_NAME: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{3,255}$/, 'TABLE_NAME is not the name of a DynamoDB table.')
    .optional(),
  OPERATOR_CHANNEL: z
    .string()
    .regex(/^[CG][A-Z0-9]{5,}$/, 'OPERATOR_CHANNEL is not a channel’s id, such as C024BE91L.')
    .optional(),
  ...actingSettings,
  ...accountSettings,
  LISTABLE: patterns('LISTABLE', (value) =>
    /^(?:\*|[SCGUW][A-Z0-9]{5,20})$/.test(value)
      ? undefined
      : `“${value}” is no id of a user group (S…), a channel (C…) or a person (U…), and no *.`,
  ),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `LOG_LEVEL is none of ${LOG_LEVELS.join(', ')}.` }).default('info'),
});

/**
 * @param hasRegion Whether the AWS SDK finds a region by its own rules (environment, profile).
 * @throws ConfigProblem that names everything missing or wrong at once.
 */
export function readConfig(environment: Record<string, string | undefined>, hasRegion: boolean): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = settings.safeParse(given);
  const problems = parsed.error?.issues.map(({ message }) => message) ?? [];
  if (!given.SLACK_APP_TOKEN && !given.SLACK_SIGNING_SECRET) {
    problems.push(
      'SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are missing: set the first for Socket Mode or the second for HTTP.',
    );
  }
  if (given.FAILURE_QUEUE_URL && !given.TABLE_NAME) {
    problems.push('TABLE_NAME is missing: FAILURE_QUEUE_URL needs the DynamoDB table that the same stack makes.');
  }
  if (given.TABLE_NAME && !given.FAILURE_QUEUE_URL) {
    problems.push('FAILURE_QUEUE_URL is missing: TABLE_NAME needs the SQS queue that the same stack makes.');
  }
  if (!hasRegion) problems.push('AWS_REGION is missing: the region of the pipelines, such as eu-west-1.');
  if (given.OPERATORS && !given.FAILURE_QUEUE_URL && !given.TABLE_NAME) {
    problems.push('TABLE_NAME is missing: OPERATORS needs the queue and the table, in which each act is claimed once.');
  }
  if (parsed.data) problems.push(...unknownAccounts(parsed.data));
  if (!parsed.data || problems.length) throw new ConfigProblem(problems);
  return toConfig(parsed.data);
}

/** Accounts that a pattern names and ACCOUNTS does not. */
function unknownAccounts(data: z.output<typeof settings>): string[] {
  const known = [OWN, ...(data.ACCOUNTS ?? []).map(({ alias }) => alias)];
  return (['OPERATORS', 'APPROVALS_NEEDED', 'LISTABLE'] as const).flatMap((name) =>
    (data[name] ?? [])
      .map(({ pattern }) => (pattern.includes(':') ? pattern.slice(0, pattern.indexOf(':')) : OWN))
      .filter((alias) => !alias.includes('*') && !known.includes(alias))
      .map((alias) => `${name}: “${alias}” is no account in ACCOUNTS.`),
  );
}

function toConfig(data: z.output<typeof settings>): Config {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret = '' } = data;
  const apiUrl = data.SLACK_API_URL.endsWith('/') ? data.SLACK_API_URL : `${data.SLACK_API_URL}/`;
  const slack = { botToken, apiUrl };
  const acting = readActing(data);
  const { FAILURE_QUEUE_URL: queueUrl, TABLE_NAME: tableName } = data;
  return {
    slack: appToken ? { ...slack, mode: 'socket', appToken } : { ...slack, mode: 'http', signingSecret },
    port: data.PORT,
    logLevel: data.LOG_LEVEL,
    ...(data.OPERATOR_CHANNEL && { operatorChannel: data.OPERATOR_CHANNEL }),
    ...(data.LISTABLE?.length && { listable: data.LISTABLE }),
    ...(data.ACCOUNTS?.length && { accounts: data.ACCOUNTS }),
    ...(acting && { acting }),
    ...(queueUrl && tableName && { announcements: { queueUrl, tableName } }),
  };
}
