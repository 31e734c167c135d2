import { describe, expect, test } from '@jest/globals';
import { type Command, parseCommand } from '../../src/command-line/parse-command.js';

const ID = '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d';

/** What a text comes to, as short as it can be said. */
function shortly(command: Command): string {
  switch (command.kind) {
    case 'list': {
      const { pipelineName, region, filter, failedOnly } = command.listing;
      const id = filter?.pipelineExecutionId;
      return [failedOnly ? 'failed' : 'list', pipelineName, ...(region ? [region] : []), ...(id ? [id] : [])].join(' ');
    }
    case 'failure':
      return ['why', command.pipelineName, command.region, command.pipelineExecutionId].filter(Boolean).join(' ');
    case 'phrase':
      return `${shortly(command.command)} of ${command.words.join(' ')}`;
    case 'refused':
      return command.refusal.kind;
    default:
      return command.kind;
  }
}

describe('what one wants to know stands before or behind the name', () => {
  test.each([
    ['failed checkout', 'failed checkout'],
    ['checkout failed', 'failed checkout'],
    ['Checkout FAILED', 'failed Checkout'],
    ['why checkout', 'why checkout'],
    ['checkout why', 'why checkout'],
    ['checkout failure', 'why checkout'],
    ['why failed checkout', 'why checkout'],
    ['status checkout', 'list checkout'],
    ['checkout status', 'list checkout'],
    ['list checkout', 'list checkout'],
    ['checkout list', 'list checkout'],
    ['retry checkout', 'why checkout'],
    ['checkout retry', 'why checkout'],
    ['show failed checkout', 'failed checkout'],
    [`why checkout ${ID}`, `why checkout ${ID}`],
    [`checkout failed ${ID}`, `failed checkout ${ID}`],
    ['checkout us-east-1', 'list checkout us-east-1'],
    ['why checkout in us-east-1', 'why checkout us-east-1'],
    ['list', 'missing-name'],
    ['retry', 'missing-name'],
    ['run', 'list run'],
  ])('%s', (typed, expected) => {
    expect(shortly(parseCommand(typed))).toBe(expected);
  });
});

describe('a question with one word that can be a name', () => {
  test.each([
    ['why did checkout fail?', 'why checkout'],
    ['why is checkout’s build failing again', 'why checkout'],
    ['show me the latest runs of checkout, please', 'list checkout'],
    ['what happened to checkout', 'list checkout'],
    ['hey <@U05PA7B0TXX|bot> checkout', 'list checkout'],
    ['checkout — failed', 'failed checkout'],
  ])('%s', (typed, expected) => {
    expect(shortly(parseCommand(typed))).toBe(expected);
  });

  test.each([
    ['my pipeline name', 'list name'],
    ['checkout production', 'list checkout of checkout production'],
    ['can somebody look at checkout-service', 'list checkout-service of somebody checkout-service'],
    ['failed jobs of checkout-service yesterday', 'failed checkout-service of jobs checkout-service yesterday'],
    [`checkout-service ${ID} tonight`, `list checkout-service ${ID} of checkout-service tonight`],
    ['last run', 'list last of last run'],
  ])('%s: only the list of names can tell', (typed, expected) => {
    expect(shortly(parseCommand(typed))).toBe(expected);
  });
});

describe('marks that chats put around a name', () => {
  test.each([
    '*checkout*',
    '`checkout`',
    '~checkout~',
    '"checkout"',
    '“checkout”',
    "'checkout'",
    '‘checkout’',
    '```checkout```',
  ])('%s', (typed) => {
    expect(shortly(parseCommand(typed))).toBe('list checkout');
    expect(shortly(parseCommand(`why ${typed}`))).toBe('why checkout');
    expect(parseCommand(`subscribe ${typed.replaceAll('*', '')}`)).toMatchObject({ pipeline: 'checkout' });
  });

  test.each(['(checkout)', '<checkout>', 'checkout?', 'checkout!', 'checkout,', 'checkout…', '#checkout'.slice(1)])(
    '%s',
    (typed) => {
      expect(shortly(parseCommand(typed))).toBe('list checkout');
    },
  );

  test('a pattern keeps its asterisks', () => {
    expect(parseCommand('subscribe *-prod')).toMatchObject({ pipeline: '*-prod' });
    expect(parseCommand('subscribe this channel to `svc-*`')).toMatchObject({ pipeline: 'svc-*' });
  });
});

describe('an id as people see it', () => {
  test.each([
    ['1b2c3d4e', '1b2c3d4e'],
    ['1b2c3d', '1b2c3d'],
    ['#1B2C3D4E', '1b2c3d4e'],
    ['1b2c3d4e…', '1b2c3d4e'],
    ['1b2c3d4e-5f6', '1b2c3d4e-5f6'],
    ['1b2c3d4e-', '1b2c3d4e'],
    [ID.toUpperCase(), ID],
    ['a'.repeat(40), 'a'.repeat(40)],
  ])('%s', (typed, id) => {
    expect(shortly(parseCommand(`checkout ${typed}`))).toBe(`list checkout ${id}`);
    expect(shortly(parseCommand(`why checkout ${typed}`))).toBe(`why checkout ${id}`);
    expect(shortly(parseCommand(`checkout --execution ${typed}`))).toBe(`list checkout ${id}`);
    expect(parseCommand(`checkout --latest ${typed}`)).toMatchObject({
      listing: { filter: { latestInPipelineExecution: { pipelineExecutionId: id } } },
    });
  });

  test('before the name', () => {
    expect(shortly(parseCommand('1b2c3d4e checkout'))).toBe('list checkout 1b2c3d4e');
  });

  test.each(['1b2c3', '1b2c-3d4e', `${ID}0`])('%s is none', (typed) => {
    expect(shortly(parseCommand(`checkout ${typed}`))).toBe('execution-id');
  });
});

describe('addresses of the console and ARNs', () => {
  const path = '/codesuite/codepipeline/pipelines/checkout';
  test.each([
    [`https://eu-west-1.console.aws.amazon.com${path}/view?region=eu-west-1`, 'list checkout eu-west-1'],
    [`<https://eu-west-1.console.aws.amazon.com${path}/view?region=eu-west-1>`, 'list checkout eu-west-1'],
    [`<https://eu-west-1.console.aws.amazon.com${path}/view|Pipelines>`, 'list checkout eu-west-1'],
    [
      `<http://eu-west-1.console.aws.amazon.com${path}|eu-west-1.console.aws.amazon.com${path}>`,
      'list checkout eu-west-1',
    ],
    [`eu-west-1.console.aws.amazon.com${path}/view`, 'list checkout eu-west-1'],
    [`https://console.aws.amazon.com${path}/view?region=us-east-2&amp;x=1`, 'list checkout us-east-2'],
    [`https://console.aws.amazon.com${path}/view`, 'list checkout'],
    [`https://111122223333-abcdefgh.us-west-2.console.aws.amazon.com${path}/view`, 'list checkout us-west-2'],
    [`https://cn-north-1.console.amazonaws.cn${path}/view?region=cn-north-1#/Prod`, 'list checkout cn-north-1'],
    [`https://us-gov-west-1.console.amazonaws-us-gov.com${path}/view`, 'list checkout us-gov-west-1'],
    [`https://eusc-de-east-1.console.amazonaws-eusc.eu${path}/view`, 'list checkout eusc-de-east-1'],
    [
      `https://eu-west-1.console.aws.amazon.com${path}/executions/${ID}/timeline?region=eu-west-1`,
      `list checkout eu-west-1 ${ID}`,
    ],
    [
      `why https://eu-west-1.console.aws.amazon.com${path}/executions/${ID}/visualization`,
      `why checkout eu-west-1 ${ID}`,
    ],
    ['https://console.aws.amazon.com/codepipeline/home?region=us-east-1#/view/checkout', 'list checkout us-east-1'],
    [
      `https://acme.awsapps.com/start/#/console?account_id=111122223333&destination=${encodeURIComponent(
        `https://eu-west-1.console.aws.amazon.com${path}/view?region=eu-west-1`,
      )}`,
      'list checkout eu-west-1',
    ],
    ['arn:aws:codepipeline:eu-west-1:111122223333:checkout', 'list checkout eu-west-1'],
    ['failed arn:aws-cn:codepipeline:cn-north-1:111122223333:checkout', 'failed checkout cn-north-1'],
    ['arn:aws-us-gov:codepipeline:us-gov-west-1:111122223333:checkout/Prod/Deploy', 'list checkout us-gov-west-1'],
    ['arn:aws:s3:::bucket', 'other-address'],
    ['arn:aws:codepipeline:eu-west-1:111122223333:webhook:checkout', 'other-address'],
    ['https://example.com/checkout', 'other-address'],
    [`https://eu-west-1.console.aws.amazon.com${path}/view --region us-east-1`, 'two-regions'],
    ['https://eu-west-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/%ZZ/view', 'other-address'],
  ])('%s', (typed, expected) => {
    expect(shortly(parseCommand(typed))).toBe(expected);
  });

  test('an ARN names its account', () => {
    expect(parseCommand('arn:aws:codepipeline:eu-west-1:111122223333:checkout')).toMatchObject({
      account: '111122223333',
    });
  });

  test('an ARN of an account that is not read is refused, since a pipeline here may have the same name', () => {
    const arn = 'arn:aws:codepipeline:eu-west-1:111122223333:checkout';
    const payments = { alias: 'payments', id: '111122223333', roleArn: '', regions: ['eu-west-1'] };
    const foreign = (known: string[]) => ({ refusal: { kind: 'account', given: '111122223333', known } });
    expect(parseCommand(arn, { ownId: '444455556666', others: [] })).toMatchObject(foreign([]));
    const staging = { ...payments, alias: 'staging', id: '777788889999' };
    expect(parseCommand(`subscribe ${arn}`, { ownId: '444455556666', others: [staging] })).toMatchObject(
      foreign(['own', 'staging']),
    );
    const read = { ownId: '444455556666', others: [payments] };
    expect(shortly(parseCommand(arn, read))).toBe('list checkout payments/eu-west-1');
    expect(shortly(parseCommand(arn, { ownId: '111122223333', others: [] }))).toBe('list checkout eu-west-1');
  });

  test('approvals takes them too', () => {
    const waiting = { kind: 'approvals', pipelineName: 'checkout', region: 'us-east-1' };
    expect(parseCommand('approvals arn:aws:codepipeline:us-east-1:111122223333:checkout')).toEqual(waiting);
    expect(parseCommand('approvals of *checkout* --region us-east-1'.replaceAll('*', '`'))).toEqual(waiting);
    expect(parseCommand('approvals')).toEqual({ kind: 'approvals' });
  });

  test('subscribe takes them too', () => {
    expect(parseCommand('subscribe arn:aws:codepipeline:us-east-1:111122223333:checkout')).toMatchObject({
      kind: 'subscribe',
      pipeline: 'checkout',
      region: 'us-east-1',
    });
    expect(parseCommand(`unsubscribe https://us-east-1.console.aws.amazon.com${path}/view`)).toMatchObject({
      kind: 'unsubscribe',
      pipeline: 'checkout',
      region: 'us-east-1',
    });
  });
});
