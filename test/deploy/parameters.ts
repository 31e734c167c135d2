const RUNS = {
  Image: 'ghcr.io/acme/pipeline-actions:1.0.0',
  VpcId: 'vpc-1a2b3c4d',
  SubnetIds: 'subnet-1a2b,subnet-3c4d',
};
const SOCKET = { ...RUNS, SlackBotToken: 'xoxb-1-a', SlackAppToken: 'xapp-1-b' };
const TOPIC = { AlarmTopicArn: 'arn:aws:sns:eu-west-1:123456789012:on-call' };

/** The ways to deploy the bot's stack: each needs other parameters, and leaves other resources out. */
export const STACK = {
  'Socket Mode': SOCKET,
  HTTP: {
    ...RUNS,
    SlackBotToken: 'xoxb-1-a',
    SlackSigningSecret: 'c0ffee',
    TargetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/bot/1a2b3c4d',
    LoadBalancerSecurityGroupId: 'sg-1a2b3c4d',
  },
  'every setting': {
    ...SOCKET,
    ...TOPIC,
    SlackSigningSecret: 'c0ffee',
    SlackApiUrl: 'https://slack-gov.com/api/',
    Architecture: 'ARM64',
    PublicIp: 'DISABLED',
    Acting: 'allowed',
    Operators: 'payments-*=S0PAY,U123;*=S0SRE',
    SelfApproval: 'refuse',
    ApprovalsNeeded: 'payments-*=2',
    Listable: 'payments-*=S0PAY',
    OperatorChannel: 'C0OPS',
    OtherAccounts: '111122223333,444455556666',
    Accounts: 'pay=arn:aws:iam::111122223333:role/pipeline-actions-reader|6e0f|eu-west-1,us-east-1',
    LogLevel: 'debug',
    LogRetentionDays: 90,
  },
  'no compute': { Compute: 'none' },
  'no compute, but a role and alarms': { Compute: 'none', RoleName: 'bot', ...TOPIC },
} satisfies Record<string, Record<string, string | number>>;

const EventBusArn = 'arn:aws:events:eu-west-1:123456789012:event-bus/pipeline-actions';
const ROLE = { BotRoleArn: 'arn:aws:iam::123456789012:role/bot', ExternalId: '6e0f' };

/** The ways to deploy the stack of another account. */
export const ANOTHER_ACCOUNT = {
  'another account': { EventBusArn, ...ROLE },
  'another account that may be acted on': { EventBusArn, ...ROLE, Acting: 'allowed' },
  'another region': { EventBusArn },
} satisfies Record<string, Record<string, string>>;
