import { expect, test } from '@jest/globals';
import { ConfigProblem, readConfig } from '../../src/runtime/config.js';

const BASE = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
const ROLE = 'arn:aws:iam::111122223333:role/pipeline-actions-reader';
const read = (ACCOUNTS: string) => readConfig({ ...BASE, ACCOUNTS }, true).accounts;

test('ACCOUNTS names accounts by alias, role, external id and regions', () => {
  expect(
    read(`pay=${ROLE}|6e0f|eu-west-1,us-east-1;\n data=arn:aws-cn:iam::444455556666:role/x/y||cn-north-1;`),
  ).toEqual([
    { alias: 'pay', id: '111122223333', roleArn: ROLE, externalId: '6e0f', regions: ['eu-west-1', 'us-east-1'] },
    { alias: 'data', id: '444455556666', roleArn: 'arn:aws-cn:iam::444455556666:role/x/y', regions: ['cn-north-1'] },
  ]);
  expect([readConfig(BASE, true).accounts, read(' ; ')]).toEqual([undefined, undefined]);
});

test.each([
  ['pay', '“pay” is not of the form'],
  [`=${ROLE}|x1|eu-west-1`, 'is not of the form'],
  [`pay/eu=${ROLE}|x1|eu-west-1`, '“pay/eu” is not of the form'],
  [`a-very-long-name-of-an-account=${ROLE}|x1|eu-west-1`, 'is not of the form'],
  [`own=${ROLE}|x1|eu-west-1`, '“own” is the bot’s own account'],
  [`Own=${ROLE}|x1|eu-west-1`, '“own” is the bot’s own account'],
  ['pay=arn:aws:iam::1:role/x|x1|eu-west-1', 'pay has no role, such as arn:aws:iam::111122223333'],
  [`pay=${ROLE}|secret id|eu-west-1`, 'the external id of pay is none that IAM takes'],
  [`pay=${ROLE}|x1|mars-north-1`, '“mars-north-1” of pay is not a region'],
  [`pay=${ROLE}|x1`, 'pay has no region'],
  [`pay=${ROLE}|x1|eu-west-1|more`, '“pay” is not of the form'],
  [`pay=${ROLE}|x1|eu-west-1;Pay=arn:aws:iam::444455556666:role/x|x1|eu-west-1`, 'pay is named twice'],
  [`pay=${ROLE}|x1|eu-west-1;too=${ROLE}|x1|eu-west-1`, '111122223333 is named twice'],
])('ACCOUNTS=%s is refused in words, without the external id', (text, words) => {
  let problems: string[] = [];
  try {
    read(text);
  } catch (error) {
    if (!(error instanceof ConfigProblem)) throw error;
    problems = error.problems;
  }
  expect(problems).toEqual([expect.stringContaining('ACCOUNTS: ')]);
  expect(problems[0]).toContain(words);
  expect(problems[0]).not.toContain('secret id');
});

test('a pattern that names an account which is not in ACCOUNTS ends the start, in words', () => {
  const settings = { ...BASE, ACCOUNTS: `pay=${ROLE}|6e0f|eu-west-1`, LISTABLE: 'pay:*=*;own:x=*;p*:y=*;nobody:*=*' };
  expect(() => readConfig(settings, true)).toThrow('LISTABLE: “nobody” is no account in ACCOUNTS.');
  expect(() => readConfig({ ...BASE, LISTABLE: 'pay:*=*' }, true)).toThrow(
    'LISTABLE: “pay” is no account in ACCOUNTS.',
  );
});
