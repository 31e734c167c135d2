import { describe, expect, test } from '@jest/globals';
import { readProjectFile } from '../source-files.js';
import { deployTemplate } from './deploy-template.js';
import { STACK } from './parameters.js';
import { readTemplate } from './template.js';

const template = readTemplate(readProjectFile('deploy/pipeline-actions.yaml'));
type Parameters = Record<string, string | number>;
const deploy = (parameters: Parameters) => deployTemplate(template, parameters);
const { 'Socket Mode': socketMode, HTTP } = STACK;

describe('before anything is made, it is refused in words', () => {
  const without = (parameters: Parameters, ...names: string[]) => ({
    ...parameters,
    ...Object.fromEntries(names.map((name) => [name, ''])),
  });

  test.each<[string, Parameters, string[]]>([
    ['no image', without(socketMode, 'Image'), ['Image']],
    ['no subnets', without(socketMode, 'SubnetIds'), ['SubnetIds']],
    ['no bot token', without(socketMode, 'SlackBotToken'), ['SlackBotToken']],
    ['neither mode', without(socketMode, 'SlackAppToken'), ['SlackAppToken (Socket Mode)', 'Without SlackAppToken']],
    ['HTTP without a way in', without(HTTP, 'TargetGroupArn'), ['Without SlackAppToken']],
    ['operators without acting', { ...socketMode, Operators: '*=S0SRE' }, ['Operators can only act']],
    ['accounts without their ids', { ...socketMode, Accounts: 'a=b' }, ['OtherAccounts is missing']],
  ])('%s', (_, parameters, refusals) => {
    expect(deploy(parameters).refusals).toEqual(refusals.map((start) => expect.stringContaining(start)));
  });

  test.each([
    ['SlackBotToken', 'xapp-1'],
    ['SlackAppToken', 'xoxb-1'],
    ['SlackBotToken', 'xoxb-"}'],
    ['SubnetIds', 'subnet-1a, subnet-2b'],
    ['Acting', 'yes'],
  ])('%s is not %s', (name, value) => {
    expect(() => deploy({ ...socketMode, [name]: value })).toThrow(`${name} may not be`);
  });
});
