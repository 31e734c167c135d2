import { expect, test } from '@jest/globals';
import { compileError, createAccount, endingAt } from '../../playground/index.js';
import { parseEvent } from '../../src/consumer/parse-event.js';

const OWN = '123456789012';

/** As the guide has it, with floats as floats. */
const guide = (change: Record<string, unknown> = {}, detail: Record<string, unknown> = {}) =>
  JSON.stringify({
    version: '0',
    id: '01234567-EXAMPLE',
    'detail-type': 'CodePipeline Pipeline Execution State Change',
    source: 'aws.codepipeline',
    account: '123456789012',
    time: '2026-01-24T22:03:44Z',
    region: 'us-east-1',
    resources: ['arn:aws:codepipeline:us-east-1:123456789012:my-pipeline'],
    detail: {
      pipeline: 'my-pipeline',
      'execution-id': '12345678-1234-5678-abcd-12345678abcd',
      'start-time': '2026-01-24T21:59:39.208Z',
      state: 'FAILED',
      version: 30,
      'pipeline-execution-attempt': 2,
      ...detail,
    },
    ...change,
  });

const FACT = {
  pipelineExecutionId: '12345678-1234-5678-abcd-12345678abcd',
  attempt: 2,
  state: 'failed',
  at: Date.parse('2026-01-24T22:03:44Z'),
  startedAt: Date.parse('2026-01-24T21:59:39.208Z'),
  branch: undefined,
};
const PIPELINE = { account: OWN, region: 'us-east-1', pipelineName: 'my-pipeline' };

test('a failed execution', () => {
  expect(parseEvent(guide(), OWN)).toEqual({ kind: 'event', pipeline: PIPELINE, fact: FACT });
});

test('a push names its branch, other triggers have another shape', () => {
  const push = { 'branch-name': 'main', 'author-email': 'a@example.com', 'commit-id': 'abc' };
  expect(parseEvent(guide({}, { 'execution-trigger': push }), OWN)).toMatchObject({ fact: { branch: 'main' } });
  const byHand = { 'trigger-type': 'StartPipelineExecution', 'trigger-detail': 'arn:aws:iam::1:user/x' };
  for (const trigger of [byHand, 'odd', null]) {
    expect(parseEvent(guide({}, { 'execution-trigger': trigger }), OWN)).toMatchObject({ kind: 'event' });
  }
});

test('an event of another account is deleted, and the log says whose it was', () => {
  const foreign = guide({ account: '210987654321' });
  expect(parseEvent(foreign, OWN)).toEqual({
    kind: 'ignored',
    because: 'of account 210987654321, and the queue is of 123456789012',
  });
  // Where the queue does not say whose it is, each is another pipeline all the same.
  expect(parseEvent(foreign, '')).toMatchObject({ kind: 'event', pipeline: { account: '210987654321' } });
  expect(parseEvent(guide({ account: undefined }), OWN)).toMatchObject({ kind: 'event', pipeline: { account: OWN } });
});

test('an event of an account that is read as well is of that account; the others’ are deleted as before', () => {
  const account = { alias: 'payments', id: '210987654321', roleArn: '', regions: ['eu-west-1'] };
  const regionOf = (body: string) => parseEvent(body, OWN, [account]);
  expect(regionOf(guide({ account: account.id }))).toMatchObject({
    pipeline: { account: account.id, region: 'payments/us-east-1' },
  });
  expect(regionOf(guide())).toMatchObject({ pipeline: { account: OWN, region: 'own/us-east-1' } });
  expect(regionOf(guide({ account: '999988887777' }))).toMatchObject({ kind: 'ignored' });
});

test('what a topic of SNS has put into its envelope, once or twice, is opened', () => {
  const wrap = (Message: string) => JSON.stringify({ Type: 'Notification', MessageId: 'x', TopicArn: 'y', Message });
  expect(parseEvent(wrap(guide()), OWN)).toMatchObject({ kind: 'event', fact: FACT });
  expect(parseEvent(wrap(wrap(guide())), OWN)).toMatchObject({ kind: 'event', fact: FACT });
  expect(parseEvent(wrap(wrap(wrap(guide()))), OWN)).toMatchObject({ kind: 'malformed' });
  expect(parseEvent(wrap('hello'), OWN)).toMatchObject({ kind: 'malformed' });
});

test('the form of a notification rule says the same', () => {
  const rule = {
    id: undefined,
    version: undefined,
    'detail-type': undefined,
    time: '2026-01-24T22:03:44.512Z',
    detailType: 'CodePipeline Pipeline Execution State Change',
    notificationRuleArn: 'arn:aws:codestar-notifications:us-east-1:123456789012:notificationrule/x',
    additionalAttributes: { failedActionCount: 1, failedStage: 'Build' },
  };
  expect(parseEvent(guide(rule), OWN)).toEqual({ kind: 'event', pipeline: PIPELINE, fact: FACT });
});

test('a retried stage: its event has no start time', () => {
  const retried = guide(
    { 'detail-type': 'CodePipeline Stage Execution State Change' },
    {
      state: 'RESUMED',
      stage: 'Build',
      'start-time': undefined,
      'stage-last-retry-attempt-time': '2026-01-24T22:03:44.1Z',
    },
  );
  expect(parseEvent(retried, OWN)).toMatchObject({ fact: { state: 'running', attempt: 2, startedAt: undefined } });
});

test.each([
  [
    'an API call that CloudTrail recorded',
    guide({ 'detail-type': 'AWS API Call via CloudTrail' }),
    'unknown detail-type',
  ],
  ['a detail-type that objects know', guide({ 'detail-type': 'constructor' }), 'unknown detail-type'],
  ['another service', guide({ source: 'aws.ec2' }), 'foreign source'],
  ['a start', guide({}, { state: 'STARTED' }), 'nothing to tell of STARTED'],
  ['a state not known yet', guide({}, { state: 'PAUSED' }), 'nothing to tell of PAUSED'],
  ['an action', guide({ 'detail-type': 'CodePipeline Action Execution State Change' }), 'nothing to tell of FAILED'],
  [
    'a failed stage, whose pipeline fails as well',
    guide({ 'detail-type': 'CodePipeline Stage Execution State Change' }),
    'nothing to tell of FAILED',
  ],
])('%s is ignored', (_, body, because) => {
  expect(parseEvent(body, OWN)).toEqual({ kind: 'ignored', because });
});

test.each([
  ['no JSON', '{"source":', /neither an event of EventBridge/],
  ['a list', '[]', /neither an event of EventBridge/],
  ['nothing', '', /neither an event of EventBridge/],
  ['no execution', guide({}, { 'execution-id': undefined }), /execution-id/],
  ['a pipeline that can’t be one', guide({}, { pipeline: '../etc' }), /pipeline/],
  ['a region that can’t be one', guide({ region: 'evil.example' }), /region/],
  ['no time', guide({ time: 'yesterday' }), /time/],
])('%s is malformed', (_, body, because) => {
  expect(parseEvent(body, OWN)).toEqual({ kind: 'malformed', because: expect.stringMatching(because) });
});

test('an approval that begins, and one that is rejected', () => {
  const approval = (state: string, more: object = {}) =>
    guide(
      { 'detail-type': 'CodePipeline Action Execution State Change' },
      {
        state,
        stage: 'Prod',
        action: 'Approve',
        'action-execution-id': 'cc7b9f0a-5f60-4a7b-8c9d-0e1f2a3b4c5d',
        type: { owner: 'AWS', provider: 'Manual', category: 'Approval', version: '1' },
        ...more,
      },
    );
  const place = {
    pipelineExecutionId: FACT.pipelineExecutionId,
    stageName: 'Prod',
    actionName: 'Approve',
    token: 'cc7b9f0a-5f60-4a7b-8c9d-0e1f2a3b4c5d',
    at: FACT.at,
  };
  const started = { ...place, state: 'started', words: undefined };
  expect(parseEvent(approval('STARTED'), OWN)).toEqual({ kind: 'event', pipeline: PIPELINE, fact: started });
  const result = { 'execution-result': { 'external-execution-summary': 'No', 'error-code': 'JobFailed' } };
  expect(parseEvent(approval('FAILED', result), OWN)).toMatchObject({ fact: { state: 'failed', words: 'No' } });
  expect(parseEvent(approval('STARTED', { stage: '../etc' }), OWN)).toMatchObject({ kind: 'malformed' });
  expect(parseEvent(approval('STARTED', { type: { category: 'Build' } }), OWN)).toMatchObject({ kind: 'ignored' });
});

test('every event of a run that fails and is retried can be read', () => {
  const account = createAccount({ pace: 'instant' });
  account.addPipeline({ name: 'svc' });
  const bodies: string[] = [];
  account.onEvent((_, json) => bodies.push(json));
  account.startRun('svc', { script: endingAt('Build/Build', compileError) });
  account.retry('svc');
  const read = bodies.map((body) => parseEvent(body, OWN));
  expect(read.filter(({ kind }) => kind === 'malformed')).toEqual([]);
  const states = read.flatMap((event) =>
    event.kind === 'event' && 'attempt' in event.fact ? [[event.fact.state, event.fact.attempt]] : [],
  );
  expect(states).toEqual([
    ['failed', 1],
    ['running', 2],
    ['running', 2],
    ['succeeded', 2],
  ]);
});
