import { describe, expect, test } from '@jest/globals';
import { readProjectFile } from '../source-files.js';
import { type Deployed, deployTemplate } from './deploy-template.js';
import { ANOTHER_ACCOUNT, STACK } from './parameters.js';
import { readTemplate } from './template.js';

const main = readTemplate(readProjectFile('deploy/pipeline-actions.yaml'));
const other = readTemplate(readProjectFile('deploy/another-account.yaml'));
const deploy = (parameters: Record<string, string>) => deployTemplate(other, parameters).Resources;
const bot = deployTemplate(main, STACK['every setting']).Resources;

interface Statement {
  Sid: string;
  Action: string | string[];
}
interface Policy {
  Statement: Statement[];
}
type Resources = Deployed['Resources'];
/** All that the policies of a deployment allow. */
const statementsOf = (all: Resources) =>
  Object.values(all).flatMap(({ Properties }) => (Properties.PolicyDocument as Policy | undefined)?.Statement ?? []);
const readerOf = ({ ReaderRole, ActingPolicy }: Resources) => [
  ...((ReaderRole?.Properties.Policies as { PolicyDocument: Policy }[] | undefined)?.[0]?.PolicyDocument.Statement ??
    []),
  ...statementsOf(ActingPolicy ? { ActingPolicy } : {}),
];

/** What is there once, in the bot's own account. */
const OWN = /^(sqs|dynamodb|sts):/;
const isShared = ({ Action }: Statement) => ![Action].flat().some((action) => OWN.test(action));

describe('an account that the bot reads', () => {
  test('lets it do what it may do in its own', () => {
    const reading = deployTemplate(main, STACK['Socket Mode']).Resources;
    expect(readerOf(deploy(ANOTHER_ACCOUNT['another account']))).toEqual(statementsOf(reading).filter(isShared));
    expect(readerOf(deploy(ANOTHER_ACCOUNT['another account that may be acted on']))).toEqual(
      statementsOf(bot).filter(isShared),
    );
  });

  test('sends the events that the bot’s own account sends', () => {
    const { Rule, SendingRole } = deploy(ANOTHER_ACCOUNT['another region']);
    expect(Rule?.Properties.EventPattern).toEqual(bot.Rule?.Properties.EventPattern);
    expect(bot.AccountsRule?.Properties.EventPattern).toEqual(bot.Rule?.Properties.EventPattern);
    expect(Rule?.Properties.Targets).toMatchObject([{ Arn: ANOTHER_ACCOUNT['another region'].EventBusArn }]);
    expect(JSON.stringify(SendingRole)).toContain('"Action":"events:PutEvents"');
  });

  test('is read by the one role that knows the external id, and not without one', () => {
    const { 'another account': given } = ANOTHER_ACCOUNT;
    const trust = deploy(given).ReaderRole?.Properties.AssumeRolePolicyDocument;
    expect(trust).toMatchObject({
      Statement: [
        {
          Principal: { AWS: given.BotRoleArn },
          Condition: { StringEquals: { 'sts:ExternalId': given.ExternalId } },
        },
      ],
    });
    expect(deployTemplate(other, { ...given, ExternalId: '' }).refusals).toHaveLength(1);
    expect(deploy(ANOTHER_ACCOUNT['another region']).ReaderRole).toBeUndefined();
  });
});

describe('the bot’s account', () => {
  const ids = STACK['every setting'].OtherAccounts.split(',');

  test('takes events of the accounts named, on a bus of their own', () => {
    expect(bot.AccountsBusPolicy?.Properties.Statement).toMatchObject({
      Effect: 'Allow',
      Principal: { AWS: ids },
      Action: 'events:PutEvents',
    });
    expect(bot.AccountsRule?.Properties.Targets).toEqual(bot.Rule?.Properties.Targets);
  });

  test('may take on their role, and no other', () => {
    const { RoleName } = deploy(ANOTHER_ACCOUNT['another account']).ReaderRole?.Properties ?? {};
    expect(statementsOf(bot).filter(({ Action }) => Action === 'sts:AssumeRole')).toEqual([
      {
        Sid: 'ReadOtherAccounts',
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Resource: `arn:aws:iam::*:role/${RoleName}`,
        Condition: { StringEquals: { 'aws:ResourceAccount': ids } },
      },
    ]);
  });
});
