import {
  DisableStageTransitionCommand,
  EnableStageTransitionCommand,
  ListPipelineExecutionsCommand,
  StartPipelineExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import { describe, expect, test } from '@jest/globals';
import { compileError } from '../../../codepipeline/account/failures.js';
import { endingAt } from '../../../codepipeline/account/script.js';
import { startActing } from './acting.js';

const NOWHERE = '00000000-0000-4000-8000-000000000000';
const refused = (name: string) => ({ name, $metadata: expect.objectContaining({ httpStatusCode: 400 }) });

describe('stop', () => {
  test('waits for what is under way, and the approval can still be answered', async () => {
    const { start, stop, token, answer, execution, state, news } = await startActing();
    const id = await start();
    news();
    expect(await stop(id, false)).toMatchObject({ pipelineExecutionId: id });
    expect(news()).toEqual(['Pipeline STOPPING', 'Stage Approval STOPPING']);
    expect((await execution(id))?.status).toBe('Stopping');
    expect((await state('Approval'))?.latestExecution?.status).toBe('Stopping');
    await expect(stop(id, false)).rejects.toMatchObject(refused('DuplicatedStopRequestException'));
    await answer((await token()) ?? '');
    expect(await execution(id)).toMatchObject({ status: 'Stopped', statusSummary: 'Wrong branch' });
    expect(news()).toEqual(['Action Approval Approve SUCCEEDED', 'Stage Approval STOPPED', 'Pipeline STOPPED']);
  });

  test('abandons what is under way, and the approval can be answered no more', async () => {
    const { start, stop, token, answer, execution, state, news, client } = await startActing();
    const id = await start();
    const open = (await token()) ?? '';
    news();
    await stop(id, true);
    expect(news()).toEqual([
      'Pipeline STOPPING',
      'Stage Approval STOPPING',
      'Action Approval Approve ABANDONED',
      'Stage Approval STOPPED',
      'Pipeline STOPPED',
    ]);
    expect(await execution(id)).toMatchObject({ status: 'Stopped', statusSummary: 'Wrong branch' });
    expect((await state('Approval'))?.actionStates?.[0]?.latestExecution).toEqual({
      actionExecutionId: open,
      status: 'Abandoned',
      summary: 'The approval action has been canceled.',
    });
    await expect(answer(open)).rejects.toMatchObject(refused('InvalidApprovalTokenException'));
    await expect(stop(id, true)).rejects.toMatchObject(refused('PipelineExecutionNotStoppableException'));
    const { pipelineExecutionSummaries } = await client.send(
      new ListPipelineExecutionsCommand({ pipelineName: 'pay' }),
    );
    expect(pipelineExecutionSummaries?.[0]).toMatchObject({ stopTrigger: { reason: 'Wrong branch' } });
  });

  test('a run that is over, or unknown, can’t be stopped', async () => {
    const { account, stop } = await startActing();
    const done = account.startRun('pay');
    for (const id of [done.pipelineExecutionId, NOWHERE]) {
      await expect(stop(id, true)).rejects.toMatchObject(refused('PipelineExecutionNotStoppableException'));
    }
  });
});

describe('retry', () => {
  test('what failed starts again, and the whole stage where all of it is wanted', async () => {
    const { account, retry, rows } = await startActing();
    const script = endingAt('Build/Compile', compileError, [1, 2, 3]);
    const { pipelineExecutionId: id } = account.startRun('pay', { script });
    const attempts = async () =>
      (await rows(id))
        .filter(({ stageName }) => stageName === 'Build')
        .map(({ actionName }) => actionName)
        .sort();
    expect(await attempts()).toEqual(['Compile', 'Lint']);
    await retry(id, 'Build');
    expect(await attempts()).toEqual(['Compile', 'Compile', 'Lint']);
    await retry(id, 'Build', 'ALL_ACTIONS');
    expect(await attempts()).toEqual(['Compile', 'Compile', 'Compile', 'Lint', 'Lint']);
  });

  test('while others of the stage still run, only what failed', async () => {
    const { account, retry, rows, execution, news } = await startActing();
    const script = (_stage: unknown, { name }: { name: string }, attempt: number) =>
      name === 'Lint'
        ? ({ status: 'Waiting' } as const)
        : name === 'Compile' && attempt === 1
          ? compileError
          : ({ status: 'Succeeded' } as const);
    const { pipelineExecutionId: id } = account.startRun('pay', { script });
    await expect(retry(id, 'Build', 'ALL_ACTIONS')).rejects.toMatchObject(refused('ConflictException'));
    news();
    await retry(id, 'Build');
    expect(news().slice(0, 3)).toEqual(['Pipeline RESUMED', 'Stage Build RESUMED', 'Action Build Compile STARTED']);
    account.decide('pay', { status: 'Succeeded' });
    expect((await execution(id))?.status).toBe('Succeeded');
    expect(await rows(id)).toHaveLength(6);
  });

  test('a stopped stage can be retried, a succeeded one and a second click can’t', async () => {
    const { start, stop, retry, token, state } = await startActing();
    const id = await start();
    await stop(id, true);
    await expect(retry(id, 'Build')).rejects.toMatchObject({
      ...refused('StageNotRetryableException'),
      message: expect.stringContaining('Either it contains no failed actions'),
    });
    await retry(id, 'Approval');
    expect(await token()).toBeDefined();
    expect((await state('Approval'))?.latestExecution?.status).toBe('InProgress');
    await expect(retry(id, 'Approval')).rejects.toMatchObject(refused('StageNotRetryableException'));
    await expect(retry(id, 'Nope')).rejects.toMatchObject(refused('StageNotFoundException'));
  });

  test('once a newer run has entered the stage, and once the pipeline has changed, it is too late', async () => {
    const { account, retry, pipeline } = await startActing();
    const older = account.startRun('pay', { script: endingAt('Build/Compile', compileError) });
    const newer = account.startRun('pay', { script: endingAt('Build/Compile', compileError) });
    await expect(retry(older.pipelineExecutionId, 'Build')).rejects.toMatchObject(
      refused('NotLatestPipelineExecutionException'),
    );
    account.acts.update(pipeline, pipeline.stages);
    await expect(retry(newer.pipelineExecutionId, 'Build')).rejects.toMatchObject(
      refused('StageNotRetryableException'),
    );
  });
});

describe('roll back', () => {
  test('runs one stage only, with what the target had, as an execution of its own', async () => {
    const { account, rollBack, execution, rows, client, news } = await startActing();
    const good = account.startRun('pay');
    account.startRun('pay', { script: endingAt('Deploy/Service', compileError) });
    news();
    const { pipelineExecutionId: id = '' } = await rollBack('Deploy', good.pipelineExecutionId);
    const rolledBack = await execution(id);
    expect(rolledBack).toMatchObject({
      status: 'Succeeded',
      executionType: 'ROLLBACK',
      rollbackMetadata: { rollbackTargetPipelineExecutionId: good.pipelineExecutionId },
      trigger: { triggerType: 'ManualRollback', triggerDetail: '{"AwsUserArn":"arn:aws:iam::123456789012:user/x"}' },
      artifactRevisions: [expect.objectContaining({ revisionId: good.revisions[0]?.revisionId })],
    });
    expect((await rows(id)).map(({ stageName }) => stageName)).toEqual(['Deploy']);
    const filter = { succeededInStage: { stageName: 'Deploy' } };
    const listed = await client.send(new ListPipelineExecutionsCommand({ pipelineName: 'pay', filter }));
    expect(listed.pipelineExecutionSummaries?.map((one) => one.pipelineExecutionId)).toEqual([
      good.pipelineExecutionId,
    ]);
    expect(news()).toContain('Stage Deploy SUCCEEDED');
  });

  test('only to what succeeded there, under this definition, and was no rollback', async () => {
    const { account, rollBack, pipeline } = await startActing();
    const good = account.startRun('pay');
    const bad = account.startRun('pay', { script: endingAt('Deploy/Service', compileError) });
    const { pipelineExecutionId: rollback = '' } = await rollBack('Deploy', good.pipelineExecutionId);
    for (const id of [bad.pipelineExecutionId, rollback]) {
      await expect(rollBack('Deploy', id)).rejects.toMatchObject({
        ...refused('UnableToRollbackStageException'),
        message: `Target Pipeline Execution with id '${id}' has not completed in stage with name 'Deploy'`,
      });
    }
    await expect(rollBack('Deploy', NOWHERE)).rejects.toMatchObject(refused('PipelineExecutionNotFoundException'));
    await expect(rollBack('Nope', good.pipelineExecutionId)).rejects.toMatchObject(refused('StageNotFoundException'));
    account.acts.update(pipeline, pipeline.stages);
    await expect(rollBack('Deploy', good.pipelineExecutionId)).rejects.toMatchObject(
      refused('PipelineExecutionOutdatedException'),
    );
  });

  test('not while the stage is in progress, and not in a V1 pipeline', async () => {
    const { account, start, rollBack } = await startActing();
    const good = account.startRun('pay');
    await start();
    await expect(rollBack('Approval', good.pipelineExecutionId)).rejects.toMatchObject({
      message: "Pipeline 'pay' cannot start rollback since stage Approval is in progress.",
    });
    const old = await startActing({ pipelineType: 'V1' });
    const { pipelineExecutionId } = old.account.startRun('pay');
    await expect(old.rollBack('Deploy', pipelineExecutionId)).rejects.toMatchObject(
      refused('UnableToRollbackStageException'),
    );
  });
});

describe('modes and transitions', () => {
  test('QUEUED: a newer run waits before the stage, first come, first in', async () => {
    const { start, token, answer, state, execution } = await startActing({ executionMode: 'QUEUED' });
    const [one, two, three] = [await start(), await start(), await start()];
    expect((await state('Approval'))?.inboundExecutions?.map((each) => each.pipelineExecutionId)).toEqual([two, three]);
    await answer((await token()) ?? '');
    expect((await execution(one))?.status).toBe('Succeeded');
    expect((await state('Approval'))?.latestExecution?.pipelineExecutionId).toBe(two);
    await answer((await token()) ?? '');
    expect((await state('Approval'))?.latestExecution?.pipelineExecutionId).toBe(three);
  });

  test('SUPERSEDED: of those who wait, only the newest is left', async () => {
    const { start, token, answer, execution, news } = await startActing({ executionMode: 'SUPERSEDED' });
    const [one, two, three] = [await start(), await start(), await start()];
    expect(news()).toContain('Pipeline SUPERSEDED');
    expect((await execution(two))?.status).toBe('Superseded');
    await answer((await token()) ?? '');
    expect((await execution(one))?.status).toBe('Succeeded');
    expect((await execution(three))?.status).toBe('InProgress');
  });

  test('a disabled transition holds runs back until it is enabled', async () => {
    const { client, account, state } = await startActing();
    const transition = { pipelineName: 'pay', stageName: 'Deploy', transitionType: 'Inbound' as const };
    await client.send(new DisableStageTransitionCommand({ ...transition, reason: 'Freeze (until Monday)' }));
    const execution = account.startRun('pay');
    expect(execution.status).toBe('InProgress');
    expect(await state('Deploy')).toMatchObject({
      inboundExecutions: [{ pipelineExecutionId: execution.pipelineExecutionId }],
      inboundTransitionState: {
        enabled: false,
        disabledReason: 'Freeze (until Monday)',
        lastChangedBy: 'arn:aws:iam::123456789012:user/x',
        lastChangedAt: expect.any(Date),
      },
    });
    await client.send(new EnableStageTransitionCommand(transition));
    expect(execution.status).toBe('Succeeded');
    const outbound = { ...transition, stageName: 'Build', transitionType: 'Outbound' as const };
    await client.send(new DisableStageTransitionCommand({ ...outbound, reason: 'x' }));
    const held = account.startRun('pay');
    expect(held.status).toBe('InProgress');
    await client.send(new EnableStageTransitionCommand(outbound));
    expect(held.status).toBe('Succeeded');
    for (const reason of ['', 'no, commas', 'x'.repeat(301)]) {
      await expect(client.send(new DisableStageTransitionCommand({ ...transition, reason }))).rejects.toMatchObject(
        refused('ValidationException'),
      );
    }
  });

  test('a client token starts one run, even with other parameters', async () => {
    const { client } = await startActing();
    const send = (extra: object) =>
      client.send(new StartPipelineExecutionCommand({ name: 'pay', clientRequestToken: 'once', ...extra }));
    const first = await send({});
    const sourceRevisions = [{ actionName: 'Source', revisionType: 'COMMIT_ID' as const, revisionValue: 'abc123' }];
    expect((await send({ sourceRevisions })).pipelineExecutionId).toBe(first.pipelineExecutionId);
    const other = await send({ clientRequestToken: 'twice', sourceRevisions });
    expect(other.pipelineExecutionId).not.toBe(first.pipelineExecutionId);
  });
});
