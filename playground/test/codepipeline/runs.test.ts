import { afterEach, expect, test } from '@jest/globals';
import { type Account, createAccount } from '../../codepipeline/account/create-account.js';
import { compileError, rejected } from '../../codepipeline/account/failures.js';
import type { ActionExecution } from '../../codepipeline/account/model.js';
import { endingAt } from '../../codepipeline/account/script.js';
import { stagesOf } from '../../codepipeline/account/seed/pipelines.js';
import { playScene } from '../../codepipeline/scenes.js';

let account: Account;
afterEach(() => account.stopRuns());

const statuses = (name: string) =>
  account.find(name)?.rows.map((row) => `${row.stageName}/${row.actionName} ${row.status}`) ?? [];

test('a run goes through every stage and ends', () => {
  account = createAccount({ pace: 'instant' });
  account.addPipeline({ name: 'svc' });
  const execution = account.startRun('svc');
  expect(execution.status).toBe('Succeeded');
  expect(statuses('svc')).toEqual(['Source/Source Succeeded', 'Build/Build Succeeded', 'Deploy/Deploy Succeeded']);
});

test('a live run shows its actions one after the other', async () => {
  account = createAccount({ pace: () => 1 });
  account.addPipeline({ name: 'svc' });
  const execution = account.startRun('svc');
  expect(execution.status).toBe('InProgress');
  await account.whenIdle();
  expect(execution.status).toBe('Succeeded');
  expect(execution.actions).toHaveLength(3);
});

test('a retry keeps the execution and what succeeded, and makes new rows with new ids', () => {
  account = createAccount({ pace: 'instant' });
  account.addPipeline({ name: 'svc' });
  const failed = account.startRun('svc', { script: endingAt('Build/Build', compileError) });
  expect(failed.status).toBe('Failed');
  const retried = account.retry('svc');
  expect(retried).toBe(failed);
  expect(retried).toMatchObject({ status: 'Succeeded', attempt: 2 });
  expect(statuses('svc')).toEqual([
    'Source/Source Succeeded',
    'Build/Build Failed',
    'Build/Build Succeeded',
    'Deploy/Deploy Succeeded',
  ]);
  expect(new Set(retried.actions.map((row) => row.actionExecutionId)).size).toBe(4);
});

test('a run waits for its approval until it is decided', () => {
  account = createAccount({ pace: 'instant' });
  account.addPipeline({ name: 'pay', stages: stagesOf['payments-api-prod'] });
  const execution = account.startRun('pay', { script: endingAt('Approval/Change-board', { status: 'Waiting' }) });
  expect(execution.status).toBe('InProgress');
  account.decide('pay', rejected('arn:aws:iam::123456789012:user/lee', 'Not today'));
  expect(execution.status).toBe('Failed');
  expect(execution.actions.at(-1)?.output.executionResult?.externalExecutionSummary).toBe('Not today');
  expect(() => account.decide('pay', { status: 'Succeeded' })).toThrow('Nothing in pay waits for a decision.');
});

test('a seeded approval can still be answered, and lets in who waits behind it', () => {
  account = createAccount({ pace: 'instant' });
  account.addPipeline(
    { name: 'pay', stages: stagesOf['payments-api-prod'] },
    { count: 3, past: () => ({ script: endingAt('Approval/Change-board', { status: 'Waiting' }) }) },
  );
  const execution = account.decide('pay', {
    status: 'Succeeded',
    summary: 'Go',
    by: 'arn:aws:iam::123456789012:user/lee',
  });
  const [first, second] = account.find('pay')?.executions ?? [];
  expect(execution).toBe(first);
  expect(execution.status).toBe('Succeeded');
  expect(account.decide('pay', { status: 'Succeeded' })).toBe(second);
});

test('an abandoned action leaves its execution stopped, with the reason', () => {
  account = createAccount({ pace: 'instant' });
  account.addPipeline({ name: 'svc' });
  const execution = account.startRun('svc', {
    script: endingAt('Deploy/Deploy', { status: 'Abandoned', reason: 'Wrong branch' }),
  });
  expect(execution).toMatchObject({ status: 'Stopped', stopReason: 'Wrong branch' });
  expect(execution.actions.at(-1)?.status).toBe('Abandoned');
});

test('a storm breaks thirty runs, each in a way that its pipeline can have', () => {
  account = createAccount({ pace: 'instant' });
  for (const name of ['checkout-service', 'data-export-nightly', 'infra-network'] as const)
    account.addPipeline({ name, stages: stagesOf[name] });
  playScene(account, 'checkout-service', 'storm');
  const failed = account.pipelines().flatMap(({ rows }) => rows.filter(({ status }) => status === 'Failed'));
  expect(failed).toHaveLength(30);
  const isLambda = (row: ActionExecution) => row.input.actionTypeId.provider === 'Lambda';
  expect(failed.filter(isLambda).map(({ output }) => output.executionResult?.errorDetails?.message)).toEqual(
    Array(10).fill(expect.stringMatching(/^The AWS Lambda function export-orders /)),
  );
});

test('a scene that a pipeline has no place for says so', () => {
  account = createAccount({ pace: 'instant' });
  account.addPipeline({ name: 'svc' });
  expect(() => playScene(account, 'svc', 'rejected-approval')).toThrow('Nothing in svc can fail like that.');
  expect(() => playScene(account, 'nope', 'build-error')).toThrow('There is no pipeline nope.');
});

test('runs that are stopped leave no timer behind', async () => {
  account = createAccount({ pace: () => 1_000_000 });
  account.addPipeline({ name: 'svc' });
  account.startRun('svc');
  account.stopRuns();
  await account.whenIdle();
  expect(statuses('svc')).toEqual([]);
});
