import { expect, test } from '@jest/globals';
import { compileError, createAccount, endingAt } from '../../playground/index.js';
import { parsePipelineEvent } from '../../src/consumer/pipeline-event.js';

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

test('a failed execution', () => {
  expect(parsePipelineEvent(guide())).toEqual({
    kind: 'news',
    news: {
      state: 'FAILED',
      region: 'us-east-1',
      pipelineName: 'my-pipeline',
      pipelineExecutionId: '12345678-1234-5678-abcd-12345678abcd',
      attempt: 2,
      at: Date.parse('2026-01-24T22:03:44Z'),
      startedAt: Date.parse('2026-01-24T21:59:39.208Z'),
    },
  });
});

test('a push names branch and author, other triggers have another shape', () => {
  const push = { 'branch-name': 'main', 'author-email': 'a@example.com', 'commit-id': 'abc' };
  expect(parsePipelineEvent(guide({}, { 'execution-trigger': push }))).toMatchObject({
    news: { branch: 'main', authorEmail: 'a@example.com' },
  });
  const byHand = { 'trigger-type': 'StartPipelineExecution', 'trigger-detail': 'arn:aws:iam::1:user/x' };
  for (const trigger of [byHand, 'odd', null]) {
    expect(parsePipelineEvent(guide({}, { 'execution-trigger': trigger }))).toMatchObject({ kind: 'news' });
  }
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
  expect(parsePipelineEvent(retried)).toMatchObject({ kind: 'news', news: { state: 'RESUMED', attempt: 2 } });
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
  expect(parsePipelineEvent(body)).toEqual({ kind: 'ignored', because });
});

test.each([
  ['no JSON', '{"source":', /not an EventBridge event/],
  ['another envelope', JSON.stringify({ Type: 'Notification', Message: guide() }), /not an EventBridge event/],
  ['a list', '[]', /not an EventBridge event/],
  ['nothing', '', /not an EventBridge event/],
  ['no execution', guide({}, { 'execution-id': undefined }), /execution-id/],
  ['a pipeline that can’t be one', guide({}, { pipeline: '../etc' }), /pipeline/],
  ['a region that can’t be one', guide({ region: 'evil.example' }), /region/],
  ['no time', guide({ time: 'yesterday' }), /time/],
])('%s is malformed', (_, body, because) => {
  expect(parsePipelineEvent(body)).toEqual({ kind: 'malformed', because: expect.stringMatching(because) });
});

test('every event of a run that fails and is retried can be read', () => {
  const account = createAccount({ pace: 'instant' });
  account.addPipeline({ name: 'svc' });
  const bodies: string[] = [];
  account.onEvent((_, json) => bodies.push(json));
  account.startRun('svc', { script: endingAt('Build/Build', compileError) });
  account.retry('svc');
  const read = bodies.map(parsePipelineEvent);
  expect(read.filter(({ kind }) => kind === 'malformed')).toEqual([]);
  const states = read.flatMap((event) => (event.kind === 'news' ? [[event.news.state, event.news.attempt]] : []));
  expect(states).toEqual([
    ['FAILED', 1],
    ['RESUMED', 2],
    ['RESUMED', 2],
    ['SUCCEEDED', 2],
  ]);
});
