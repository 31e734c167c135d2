import { expect, test } from '@jest/globals';
import { type Account, createAccount } from '../../codepipeline/account/create-account.js';
import type { StateChangeEvent } from '../../codepipeline/account/event-source.js';
import { compileError, rejected } from '../../codepipeline/account/failures.js';
import { endingAt } from '../../codepipeline/account/script.js';
import { HOSTILE_COMMIT } from '../../codepipeline/account/seed/hostile-text.js';
import { stagesOf } from '../../codepipeline/account/seed/pipelines.js';
import { playScene } from '../../codepipeline/scenes.js';

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function listen(account: Account): { event: StateChangeEvent; json: string }[] {
  const heard: { event: StateChangeEvent; json: string }[] = [];
  account.onEvent((event, json) => heard.push({ event, json }));
  return heard;
}

function createCheckout(): Account {
  const account = createAccount({ pace: 'instant' });
  account.addPipeline({ name: 'checkout', version: 14, stages: stagesOf['checkout-service'] });
  return account;
}

const brief = ({ event }: { event: StateChangeEvent }) =>
  [event['detail-type'].split(' ')[1], event.detail.stage, event.detail.action, event.detail.state]
    .filter(Boolean)
    .join(' ');

test('a failed run tells of pipeline, stage and action, in order', () => {
  const account = createAccount({ pace: 'instant' });
  account.addPipeline({ name: 'svc' });
  const heard = listen(account);
  account.startRun('svc', { script: endingAt('Build/Build', compileError) });
  expect(heard.map(brief)).toEqual([
    'Pipeline STARTED',
    'Stage Source STARTED',
    'Action Source Source STARTED',
    'Action Source Source SUCCEEDED',
    'Stage Source SUCCEEDED',
    'Stage Build STARTED',
    'Action Build Build STARTED',
    'Action Build Build FAILED',
    'Stage Build FAILED',
    'Pipeline FAILED',
  ]);
});

test('the envelope is the one EventBridge sends, with floats written as floats', () => {
  const account = createCheckout();
  const heard = listen(account);
  const execution = account.startRun('checkout');
  const [first] = heard;
  expect(first?.event).toEqual({
    version: '0',
    id: expect.stringMatching(UUID),
    'detail-type': 'CodePipeline Pipeline Execution State Change',
    source: 'aws.codepipeline',
    account: '123456789012',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    region: 'eu-west-1',
    resources: ['arn:aws:codepipeline:eu-west-1:123456789012:checkout'],
    detail: {
      pipeline: 'checkout',
      'execution-id': execution.pipelineExecutionId,
      'start-time': expect.stringMatching(ISO),
      'execution-trigger': {
        'trigger-type': 'StartPipelineExecution',
        'trigger-detail': 'arn:aws:iam::123456789012:user/maya',
      },
      state: 'STARTED',
      version: 14,
      'pipeline-execution-attempt': 1,
    },
  });
  expect(first?.json).toMatch(/"version":14\.0,"pipeline-execution-attempt":1\.0}}$/);
  for (const { json } of heard) {
    expect(json).not.toMatch(/"pipeline-execution-attempt":\d+[,}]/);
    expect(json).toMatch(/^\{"version":"0"/);
  }
  expect(new Set(heard.map(({ event }) => event.id)).size).toBe(heard.length);
});

test('a failed build says what CodeBuild said', () => {
  const account = createCheckout();
  const heard = listen(account);
  account.startRun('checkout', { script: endingAt('Build/Build', compileError) });
  const failed = heard.find((one) => brief(one) === 'Action Build Build FAILED')?.event.detail;
  expect(failed).toEqual({
    pipeline: 'checkout',
    'execution-id': expect.stringMatching(UUID),
    'start-time': expect.stringMatching(ISO),
    'execution-result': {
      'external-execution-url': expect.stringMatching(/^https:\/\/console\.aws\.amazon\.com\/codebuild\//),
      'external-execution-summary': 'Build terminated with state: FAILED',
      'external-execution-id': expect.stringMatching(/^checkout-build:/),
      'error-code': 'JobFailed',
    },
    stage: 'Build',
    'action-execution-id': expect.stringMatching(UUID),
    action: 'Build',
    state: 'FAILED',
    region: 'eu-west-1',
    type: { owner: 'AWS', provider: 'CodeBuild', category: 'Build', version: '1' },
    version: 14,
    'pipeline-execution-attempt': 1,
  });
  expect(heard.at(-1)?.event.detail).not.toHaveProperty('execution-result');
});

test('artifacts come with the start as inputs and with the success as outputs', () => {
  const account = createCheckout();
  const heard = listen(account);
  account.startRun('checkout');
  const detail = (what: string) => heard.find((one) => brief(one) === what)?.event.detail;
  expect(detail('Action Source Source STARTED')).not.toHaveProperty('input-artifacts');
  const made = detail('Action Source Source SUCCEEDED')?.['output-artifacts'];
  expect(made).toEqual([{ name: 'SourceArtifact', s3location: expect.objectContaining({ key: expect.any(String) }) }]);
  expect(detail('Action Build Build STARTED')?.['input-artifacts']).toEqual(made);
});

test('a rejected approval says JobFailed and repeats the words', () => {
  const account = createCheckout();
  const heard = listen(account);
  account.startRun('checkout', {
    script: endingAt('Approval/Approve', rejected('arn:aws:iam::123456789012:user/lee', 'No')),
  });
  const failed = heard.find((one) => brief(one) === 'Action Approval Approve FAILED')?.event.detail;
  expect(failed?.['execution-result']).toEqual({
    'external-execution-summary': 'No',
    'external-execution-id': failed?.['action-execution-id'],
    'error-code': 'JobFailed',
  });
});

test('a retry tells RESUMED and counts attempts; a stage counts from zero until then', () => {
  const account = createAccount({ pace: 'instant' });
  account.addPipeline({ name: 'svc' });
  const heard = listen(account);
  account.startRun('svc', { script: endingAt('Build/Build', compileError) });
  const stageJson = heard.find((one) => brief(one) === 'Stage Build FAILED')?.json;
  expect(stageJson).toContain('"pipeline-execution-attempt":0.0');
  heard.length = 0;
  account.retry('svc');
  expect(heard.map(brief).slice(0, 3)).toEqual([
    'Pipeline RESUMED',
    'Stage Build RESUMED',
    'Action Build Build STARTED',
  ]);
  expect(heard.at(-1) && brief(heard.at(-1) as never)).toBe('Pipeline SUCCEEDED');
  const [pipeline, stage] = heard.map(({ event }) => event.detail);
  expect(pipeline).toMatchObject({
    'last-retry-attempt-time': expect.stringMatching(ISO),
    'pipeline-execution-attempt': 2,
  });
  expect(stage).toMatchObject({ 'stage-last-retry-attempt-time': expect.stringMatching(ISO) });
  expect(stage).not.toHaveProperty('start-time');
  for (const { json } of heard) expect(json).toContain('"pipeline-execution-attempt":2.0');
});

test('a push through a connection is told at the end, author and commit included', () => {
  const account = createCheckout();
  const heard = listen(account);
  playScene(account, 'checkout', 'hostile-text');
  const [first, last] = [heard[0]?.event.detail, heard.at(-1)?.event.detail];
  expect(first?.['execution-trigger']).toMatchObject({ 'trigger-type': 'WebhookV2' });
  expect(last).toMatchObject({
    state: 'FAILED',
    'execution-trigger': {
      'commit-message': HOSTILE_COMMIT,
      'branch-name': 'main',
      'provider-type': 'GitHub',
    },
  });
});

test('an abandoned run tells ABANDONED without a result, then STOPPED with the comment', () => {
  const account = createCheckout();
  const heard = listen(account);
  account.startRun('checkout', { script: endingAt('Build/Build', { status: 'Abandoned', reason: 'Wrong branch' }) });
  const abandoned = heard.find((one) => brief(one) === 'Action Build Build ABANDONED')?.event.detail;
  expect(abandoned).not.toHaveProperty('execution-result');
  expect(heard.at(-1)?.event.detail).toMatchObject({ state: 'STOPPED', 'stop-execution-comments': 'Wrong branch' });
});

test('history sends no events, and a listener that stopped gets none', () => {
  const account = createAccount({ pace: 'instant' });
  let count = 0;
  const stop = account.onEvent(() => count++);
  account.addPipeline({ name: 'svc' }, { count: 3 });
  expect(count).toBe(0);
  account.startRun('svc');
  const heard = count;
  expect(heard).toBeGreaterThan(0);
  stop();
  account.startRun('svc');
  expect(count).toBe(heard);
});

test('a seeded approval that is answered now is told of', () => {
  const account = createAccount({ pace: 'instant' });
  account.addPipeline(
    { name: 'pay', stages: stagesOf['payments-api-prod'] },
    { count: 1, past: () => ({ script: endingAt('Approval/Change-board', { status: 'Waiting' }) }) },
  );
  const heard = listen(account);
  account.decide('pay', rejected('arn:aws:iam::123456789012:user/lee', 'No'));
  expect(heard.map(brief)).toEqual(['Action Approval Change-board FAILED', 'Stage Approval FAILED', 'Pipeline FAILED']);
});
