import { expect, test } from '@jest/globals';
import { approval, stage } from '../../../codepipeline/account/declare-action.js';
import { STAGES, startActing } from './acting.js';

const NOWHERE = '00000000-0000-4000-8000-000000000000';
const refused = (name: string) => ({ name, $metadata: expect.objectContaining({ httpStatusCode: 400 }) });

test('an open approval has its token in the state, and its row has no result yet', async () => {
  const { start, state, rows } = await startActing();
  const id = await start();
  const approvalState = await state('Approval');
  const [row] = await rows(id);
  expect(approvalState?.latestExecution).toEqual({ pipelineExecutionId: id, status: 'InProgress' });
  expect(approvalState?.actionStates).toEqual([
    {
      actionName: 'Approve',
      latestExecution: {
        actionExecutionId: row?.actionExecutionId,
        status: 'InProgress',
        token: row?.actionExecutionId,
      },
    },
  ]);
  expect(row).toMatchObject({ actionName: 'Approve', status: 'InProgress' });
  expect(row?.output).not.toHaveProperty('executionResult');
});

test('approving takes the run on, and says who and what in state, row and event', async () => {
  const { start, token, answer, state, rows, execution, news } = await startActing();
  const id = await start();
  const open = (await token()) ?? '';
  expect(news()).toContain('Action Approval Approve STARTED');
  const { approvedAt } = await answer(open);
  expect(approvedAt).toBeInstanceOf(Date);
  expect((await execution(id))?.status).toBe('Succeeded');
  const decided = (await state('Approval'))?.actionStates?.[0]?.latestExecution;
  expect(decided).toMatchObject({
    status: 'Succeeded',
    summary: 'ship it',
    lastUpdatedBy: expect.stringMatching(/user\/x$/),
  });
  expect(decided).not.toHaveProperty('token');
  const row = (await rows(id)).find(({ stageName }) => stageName === 'Approval');
  expect(row).toMatchObject({
    updatedBy: expect.stringMatching(/user\/x$/),
    output: { executionResult: { externalExecutionId: open, externalExecutionSummary: 'ship it' } },
  });
  expect(news().slice(0, 2)).toEqual(['Action Approval Approve SUCCEEDED', 'Stage Approval SUCCEEDED']);
});

test('a second answer, a foreign token and a token of another action are told apart', async () => {
  const { start, token, answer } = await startActing();
  await start();
  const open = (await token()) ?? '';
  await expect(answer(NOWHERE)).rejects.toMatchObject(refused('InvalidApprovalTokenException'));
  await expect(answer(open, 'Approved', '', { stageName: 'Deploy', actionName: 'Service' })).rejects.toMatchObject(
    refused('ActionNotFoundException'),
  );
  await expect(answer(open, 'Approved', '', { stageName: 'Nope' })).rejects.toMatchObject(
    refused('StageNotFoundException'),
  );
  await answer(open, 'Rejected', '');
  await expect(answer(open)).rejects.toMatchObject(refused('ApprovalAlreadyCompletedException'));
});

test('a rejected approval fails its stage, and a retry asks again with another token', async () => {
  const { start, token, answer, retry, execution, news, state } = await startActing();
  const id = await start();
  const first = (await token()) ?? '';
  await answer(first, 'Rejected', 'Not today');
  expect(await execution(id)).toMatchObject({ status: 'Failed' });
  news();
  await retry(id, 'Approval');
  expect(news()).toEqual(['Pipeline RESUMED', 'Stage Approval RESUMED', 'Action Approval Approve STARTED']);
  const second = (await token()) ?? '';
  expect(second).not.toBe(first);
  expect((await state('Approval'))?.retryStageMetadata).toEqual({
    manualStageRetryAttempt: 1,
    latestRetryTrigger: 'ManualStageRetry',
  });
  await answer(second);
  expect(await execution(id)).toMatchObject({ status: 'Succeeded' });
});

test('an approval that runs out of time fails, names no person and can’t be decided any more', async () => {
  const { start, token, answer, account, execution, rows } = await startActing();
  const id = await start();
  const open = (await token()) ?? '';
  account.expire('pay');
  expect(await execution(id)).toMatchObject({ status: 'Failed' });
  const row = (await rows(id)).find(({ stageName }) => stageName === 'Approval');
  expect(row?.status).toBe('Failed');
  expect(row).not.toHaveProperty('updatedBy');
  await expect(answer(open)).rejects.toMatchObject(refused('InvalidApprovalTokenException'));
});

test('an update of the pipeline kills an approval: no token, and a row that goes on', async () => {
  const { start, token, answer, account, pipeline, state, rows, news, execution } = await startActing();
  const id = await start();
  const open = (await token()) ?? '';
  news();
  account.acts.update(pipeline, pipeline.stages);
  expect(news()).toEqual(['Action Approval Approve CANCELED']);
  expect((await state('Approval'))?.actionStates?.[0]?.latestExecution).toEqual({
    actionExecutionId: open,
    status: 'Failed',
  });
  expect((await rows(id))[0]).toMatchObject({ status: 'InProgress', actionExecutionId: open });
  expect(await execution(id)).toMatchObject({ status: 'InProgress', pipelineVersion: 1 });
  await expect(answer(open)).rejects.toMatchObject({
    message: 'The pipeline pay has been updated, and the approval request you responded to is now out of date.',
  });
});

test('in PARALLEL mode each run has its approval, found among the action executions only', async () => {
  const { start, token, answer, rows, execution } = await startActing({ executionMode: 'PARALLEL' });
  const [one, other] = [await start(), await start()];
  expect(await token()).toBeUndefined();
  const open = (await rows(other))[0]?.actionExecutionId ?? '';
  await answer(open);
  expect((await execution(other))?.status).toBe('Succeeded');
  expect((await execution(one))?.status).toBe('InProgress');
});

test('two approvals side by side are answered one by one', async () => {
  const both = stage('Approval', approval('Approve', ''), approval('Legal', ''));
  const { start, state, answer, execution } = await startActing({ stages: [...STAGES.slice(0, 2), both] });
  const id = await start();
  const tokens = (await state('Approval'))?.actionStates?.map(({ latestExecution }) => latestExecution?.token) ?? [];
  expect(new Set(tokens).size).toBe(2);
  await answer(tokens[1] ?? '', 'Approved', '', { actionName: 'Legal' });
  expect((await execution(id))?.status).toBe('InProgress');
  await answer(tokens[0] ?? '');
  expect((await execution(id))?.status).toBe('Succeeded');
});

test('an approval waits as long as it says, and GetPipeline tells how long', async () => {
  const quick = stage('Approval', approval('Approve', '', { timeoutInMinutes: 5 }));
  const { client, account } = await startActing({ stages: [...STAGES.slice(0, 2), quick] });
  const { GetPipelineCommand } = await import('@aws-sdk/client-codepipeline');
  const { pipeline } = await client.send(new GetPipelineCommand({ name: 'pay' }));
  expect(pipeline?.stages?.[2]?.actions?.[0]).toMatchObject({ timeoutInMinutes: 5, configuration: {} });
  expect(account.find('pay')?.approvals.size).toBe(0);
});
