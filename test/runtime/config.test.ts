import { describe, expect, test } from '@jest/globals';
import { ConfigProblem, readConfig } from '../../src/runtime/config.js';
import { readProjectFile } from '../source-files.js';

const SOCKET = { SLACK_BOT_TOKEN: 'xoxb-1-secret', SLACK_APP_TOKEN: 'xapp-1-secret' };
const HTTP = { SLACK_BOT_TOKEN: 'xoxb-1-secret', SLACK_SIGNING_SECRET: 'signing-secret' };

function problemsOf(environment: Record<string, string | undefined>, hasRegion = true): string[] {
  try {
    readConfig(environment, hasRegion);
  } catch (error) {
    if (error instanceof ConfigProblem) return error.problems;
    throw error;
  }
  throw new Error('These settings were taken.');
}

describe('the mode', () => {
  test('is Socket Mode with an app-level token, even beside a signing secret', () => {
    expect(readConfig(SOCKET, true).slack).toMatchObject({ mode: 'socket', appToken: 'xapp-1-secret' });
    expect(readConfig({ ...HTTP, ...SOCKET }, true).slack.mode).toBe('socket');
  });

  test('is HTTP with a signing secret', () => {
    expect(readConfig(HTTP, true).slack).toMatchObject({ mode: 'http', signingSecret: 'signing-secret' });
  });
});

describe('what is not given', () => {
  test('has its default', () => {
    expect(readConfig(SOCKET, true)).toMatchObject({
      slack: { apiUrl: 'https://slack.com/api/' },
      port: 3000,
      logLevel: 'info',
    });
  });

  test('is the same empty, blank or absent', () => {
    const blank = { ...SOCKET, PORT: '', LOG_LEVEL: ' ', SLACK_API_URL: undefined };
    expect(readConfig(blank, true)).toEqual(readConfig(SOCKET, true));
  });
});

test('the Web API’s address ends in a slash, as the client needs it', () => {
  for (const SLACK_API_URL of ['https://slack-gov.com/api', 'https://slack-gov.com/api/']) {
    expect(readConfig({ ...SOCKET, SLACK_API_URL }, true).slack.apiUrl).toBe('https://slack-gov.com/api/');
  }
});

describe('what can’t be worked with', () => {
  test('is named all at once', () => {
    const problems = problemsOf({ PORT: '70000', LOG_LEVEL: 'loud', SLACK_API_URL: 'slack' }, false).join('\n');
    for (const name of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_API_URL', 'PORT']) {
      expect(problems).toContain(name);
    }
    expect(problems).toMatch(/LOG_LEVEL is none of[\s\S]*AWS_REGION is missing/);
  });

  test('a queue without a table, or a table without a queue, has words of its own', () => {
    const FAILURE_QUEUE_URL = 'https://sqs.eu-west-1.amazonaws.com/123456789012/failures';
    expect(problemsOf({ ...SOCKET, FAILURE_QUEUE_URL })).toEqual([
      'TABLE_NAME is missing: FAILURE_QUEUE_URL needs the DynamoDB table that the same stack makes.',
    ]);
    expect(problemsOf({ ...SOCKET, TABLE_NAME: 'announcements' })).toEqual([
      'FAILURE_QUEUE_URL is missing: TABLE_NAME needs the SQS queue that the same stack makes.',
    ]);
    expect(readConfig({ ...SOCKET, FAILURE_QUEUE_URL, TABLE_NAME: 'announcements' }, true).announcements).toEqual({
      queueUrl: FAILURE_QUEUE_URL,
      tableName: 'announcements',
    });
  });

  test.each([
    ['a port that is no number', { ...SOCKET, PORT: 'http' }, 'PORT'],
    ['a port with a fraction', { ...SOCKET, PORT: '30.5' }, 'PORT'],
    ['an app-level token for a bot token', { ...SOCKET, SLACK_BOT_TOKEN: 'xapp-1-secret' }, 'SLACK_BOT_TOKEN'],
    ['a bot token for an app-level token', { ...SOCKET, SLACK_APP_TOKEN: 'xoxb-1-secret' }, 'SLACK_APP_TOKEN'],
    ['an address that is no web address', { ...SOCKET, SLACK_API_URL: 'ftp://slack.com/api/' }, 'SLACK_API_URL'],
  ])('%s is one problem', (_, environment, name) => {
    expect(problemsOf(environment)).toEqual([expect.stringContaining(name)]);
  });

  test('is told without its value, which may be a secret in the wrong place', () => {
    const wrong = { SLACK_BOT_TOKEN: 'signing-secret', SLACK_APP_TOKEN: 'xoxb-1-secret', PORT: 'secret' };
    expect(problemsOf(wrong).join('\n')).not.toMatch(/secret\b/);
  });
});

describe('who may act', () => {
  const QUEUE = { FAILURE_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/failures', TABLE_NAME: 'acts' };
  const OPERATORS = 'payments-*=S0PAYMENTS,U012ABCDE;*=S0SREGROUP';
  const acting = (environment: Record<string, string>) =>
    readConfig({ ...SOCKET, ...QUEUE, ...environment }, true).acting;

  test('is no one by default', () => {
    expect(acting({})).toBeUndefined();
    expect(acting({ OPERATORS: ' ' })).toBeUndefined();
    expect(acting({ OPERATORS: ';' })).toBeUndefined();
    expect(acting({ SELF_APPROVAL: 'refuse', APPROVALS_NEEDED: '*=2' })).toBeUndefined();
  });

  test('are groups and people by pipeline, and one of them approves, also their own, unless it is said', () => {
    expect(acting({ OPERATORS })).toEqual({
      operators: [
        { pattern: 'payments-*', values: ['S0PAYMENTS', 'U012ABCDE'] },
        { pattern: '*', values: ['S0SREGROUP'] },
      ],
      selfApproval: 'allow',
      approvalsNeeded: [],
    });
    expect(acting({ OPERATORS, SELF_APPROVAL: 'refuse', APPROVALS_NEEDED: 'payments-*=2' })).toMatchObject({
      selfApproval: 'refuse',
      approvalsNeeded: [{ pattern: 'payments-*', values: ['2'] }],
    });
  });

  test.each([
    ['a name instead of an id', { OPERATORS: '*=@deployers' }, /OPERATORS: “@deployers” is no user group's id/],
    ['a channel', { OPERATORS: '*=C0123456789' }, /OPERATORS: “C0123456789”/],
    ['no value', { OPERATORS: 'payments-*' }, /OPERATORS: .*“payments-\*” is not of the form/],
    ['a word of its own', { OPERATORS, SELF_APPROVAL: 'never' }, /SELF_APPROVAL is neither allow nor refuse/],
    ['no one needed', { OPERATORS, APPROVALS_NEEDED: '*=0' }, /APPROVALS_NEEDED: “0” is no number from 1 to 20/],
    ['too many needed', { OPERATORS, APPROVALS_NEEDED: '*=21' }, /APPROVALS_NEEDED: “21”/],
    ['half a person', { OPERATORS, APPROVALS_NEEDED: '*=1.5' }, /APPROVALS_NEEDED: “1.5”/],
  ])('%s is one problem', (_, environment, problem) => {
    expect(problemsOf({ ...SOCKET, ...QUEUE, ...environment })).toEqual([expect.stringMatching(problem)]);
  });

  test('needs the table', () => {
    expect(problemsOf({ ...SOCKET, OPERATORS })).toEqual([expect.stringContaining('OPERATORS needs the queue')]);
  });
});

test('docs/settings.md has a row for each setting, and for nothing else', () => {
  const code = ['config', 'acting-settings', 'account-settings']
    .map((file) => readProjectFile(`src/runtime/${file}.ts`))
    .join('\n');
  const named = new Set([...code.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name]) => name));
  const rows = [...readProjectFile('docs/settings.md').matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name]) => name);
  expect(named.size).toBeGreaterThan(9);
  expect(rows.sort()).toEqual([...named, 'AWS_REGION'].sort());
});
