import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { compileError, endingAt, PEOPLE, renderedText, stagesOf } from '../../../playground/index.js';
import { decisionButtons, retryButton, rollBackButton, stopButton } from '../../../src/views/act/buttons.js';
import { REGION } from '../announce-world.js';
import { type ActWorld, startActWorld } from './act-world.js';

let world: ActWorld;
afterEach(async () => {
  await world.end();
  // Slack may know no person with that address.
  expect(world.slack.violations.filter(({ error }) => error !== 'users_not_found')).toEqual([]);
});

const textOf = (view: { blocks: Record<string, unknown>[] }) => renderedText(view.blocks);
const addressOf = ({ pipelineExecutionId }: { pipelineExecutionId: string }) => ({
  pipelineName: 'pay',
  region: REGION,
  pipelineExecutionId,
});
const broken = (place = 'Build/Build') => world.aws.account.startRun('pay', { script: endingAt(place, compileError) });

describe('one operator', () => {
  beforeEach(async () => {
    world = await startActWorld();
  });

  test('a failed stage is retried, and a second click finds nothing to retry', async () => {
    const execution = broken();
    const message = await world.offer(retryButton(addressOf(execution)));
    const window = await world.open(message, 'Retry…');
    expect(textOf(window)).toContain('pay · Build');
    expect(JSON.stringify(window)).toContain('What failed: Build');
    const { view, line } = await world.submit('retry', { choice: 'FAILED_ACTIONS' });
    expect(textOf(view)).toContain('🔁 What failed runs again.');
    expect(line).toMatchObject({ outcome: 'done', choice: 'FAILED_ACTIONS', execution: execution.pipelineExecutionId });
    expect(execution).toMatchObject({ status: 'Succeeded', attempt: 2 });
    expect(textOf(await world.open(message, 'Retry…'))).toContain('Nothing has failed here any more');
  });

  test('a run is stopped with a reason, and an approval that waits can be decided or given up', async () => {
    const { execution, at } = world.start();
    const message = await world.offer(stopButton(at), ...decisionButtons(at));
    const window = await world.open(message, 'Stop…');
    expect(JSON.stringify(window)).toContain('A build under way goes on in CodeBuild');
    await world.submit('stop', { choice: 'wait', words: 'Wrong branch, “again”' });
    expect(execution).toMatchObject({ status: 'Stopping' });
    await world.open(message, 'Stop…');
    const again = await world.submit('stop', { choice: 'wait', words: 'Please' });
    expect(textOf(again.view)).toContain('was first and stopped it');
    await world.open(message, 'Stop…');
    await world.submit('stop', { choice: 'abandon', words: 'Now' });
    expect(execution).toMatchObject({ status: 'Stopped', stopReason: `Ada Lovelace (${PEOPLE.me}) in Slack: Now` });
    expect(textOf(await world.open(message, 'Approve…'))).toContain('can’t be decided any more');
    expect(textOf(await world.open(message, 'Stop…'))).toContain('This run has ended');
  });

  test('a stage is rolled back to what succeeded before, once', async () => {
    const good = world.aws.account.startRun('pay');
    const bad = broken('Deploy/Blue-green');
    const at = { ...addressOf(bad), stageName: 'Deploy' };
    const message = await world.offer(rollBackButton(at));
    const window = await world.open(message, 'Roll back…');
    expect(textOf(window)).toContain('Only the stage Deploy runs');
    expect(JSON.stringify(window)).toContain(good.revisions[0]?.revisionId.slice(0, 8));
    const { view } = await world.submit('roll-back', { choice: good.pipelineExecutionId });
    expect(textOf(view)).toContain('Deploy goes back');
    const rollback = world.pipeline.executions.at(-1);
    expect(rollback).toMatchObject({ rollbackOf: good.pipelineExecutionId, status: 'Succeeded' });
  });

  test('a source stage, a V1 pipeline and a stage that never succeeded go nowhere', async () => {
    const bad = broken('Deploy/Blue-green');
    const opened = async (stageName: string) =>
      textOf(await world.open(await world.offer(rollBackButton({ ...addressOf(bad), stageName })), 'Roll back…'));
    expect(await opened('Source')).toContain('A source stage can’t go back');
    expect(await opened('Deploy')).toContain('No other run has succeeded in this stage');
    world.pipeline.pipelineType = 'V1';
    expect(await opened('Deploy')).toContain('of type V1');
  });

  test('a pipeline update meanwhile: the window that is open says so', async () => {
    const { at } = world.start();
    const message = await world.offer(...decisionButtons(at));
    await world.open(message, 'Approve…');
    world.aws.account.acts.update(world.pipeline, world.pipeline.stages);
    const { view, line } = await world.submit('approve', { words: '' });
    expect(line.outcome).toBe('refused: out-of-date');
    expect(textOf(view)).toContain('can’t be decided any more: the pipeline was changed');
    expect(textOf(await world.open(message, 'Approve…'))).toContain('can’t be decided any more');
  });

  test('in PARALLEL mode each approval is its own run’s', async () => {
    world.pipeline.executionMode = 'PARALLEL';
    const [one, other] = [world.start(), world.start()];
    const message = await world.offer(...decisionButtons(other.at));
    await world.open(message, 'Approve…');
    await world.submit('approve', { words: '' });
    expect(other.execution.status).toBe('Succeeded');
    expect(one.execution.status).toBe('InProgress');
  });

  test('AWS takes the answer and says nothing: what happened is read before anything is said', async () => {
    const { execution, at } = world.start();
    const message = await world.offer(...decisionButtons(at));
    await world.open(message, 'Approve…');
    // The connection is cut after the call has been carried out.
    world.aws.faults.loseAnswers('PutApprovalResult', 1);
    const { view, line } = await world.submit('approve', { words: 'ship it' });
    expect(line.outcome).toBe('done');
    expect(textOf(view)).toContain('✅ Approved.');
    expect(execution.status).toBe('Succeeded');
    expect(world.calls('PutApprovalResult')).toHaveLength(1);
  });

  test('without the permission nothing is done, and someone else may try again', async () => {
    const { execution, at } = world.start();
    const message = await world.offer(...decisionButtons(at));
    world.aws.faults.denyAccess = ['PutApprovalResult'];
    await world.open(message, 'Approve…');
    const { view, line } = await world.submit('approve', { words: '' });
    expect(line.outcome).toBe('not-done');
    expect(textOf(view)).toContain('lacks the permission codepipeline:PutApprovalResult, so nothing was done');
    world.aws.faults.denyAccess = false;
    await world.open(message, 'Approve…');
    await world.submit('approve', { words: '' });
    expect(execution.status).toBe('Succeeded');
  });
});

describe('more than one', () => {
  test('two must approve: the first is counted, twice the same does not count, the second one asks AWS once', async () => {
    const operators = `*=${PEOPLE.me},${PEOPLE.colleague}`;
    world = await startActWorld({ operators, approvalsNeeded: 'pay=2' });
    const { execution, at } = world.start();
    const message = await world.offer(...decisionButtons(at));
    for (let twice = 0; twice < 2; twice++) {
      await world.open(message, 'Approve…');
      const { view } = await world.submit('approve', { words: 'first' });
      expect(textOf(view)).toContain('Your approval counts: 1 of 2 have approved: Ada Lovelace');
    }
    expect(world.calls('PutApprovalResult')).toEqual([]);
    const window = await world.open(message, 'Approve…', PEOPLE.colleague);
    expect(textOf(window)).toContain('1 of 2 have approved: Ada Lovelace');
    await world.submit('approve', { words: 'second' }, PEOPLE.colleague);
    expect(execution.status).toBe('Succeeded');
    expect(world.calls('PutApprovalResult')).toMatchObject([
      {
        input: {
          result: {
            summary: `Ada Lovelace (${PEOPLE.me}), Grace Hopper (${PEOPLE.colleague}) in Slack: second`,
          },
        },
      },
    ]);
  });

  test('people can’t approve their own change, nor one whose author is unknown', async () => {
    world = await startActWorld({ operators: `*=${PEOPLE.me}`, selfApproval: 'refuse' });
    const attempt = async (change: { author: string; email: string }, triggerDetail: string) => {
      const { execution, at } = startChanged(change, triggerDetail);
      await world.open(await world.offer(...decisionButtons(at)), 'Approve…');
      const { view } = await world.submit('approve', { words: '' });
      return { text: textOf(view), status: execution.status };
    };
    const mine = await attempt(
      { author: 'Ada Lovelace', email: 'ada@acme.example' },
      'arn:aws:sts::1:assumed-role/A/grace@acme.example',
    );
    expect(mine.text).toContain('You wrote ');
    expect(mine.status).toBe('InProgress');
    const started = await attempt(
      { author: 'Grace', email: 'grace@acme.example' },
      'arn:aws:sts::1:assumed-role/A/ada@acme.example',
    );
    expect(started.text).toContain('You started this run');
    const unknown = await attempt(
      { author: 'Who', email: 'who@nowhere.example' },
      'arn:aws:sts::1:assumed-role/A/grace@acme.example',
    );
    expect(unknown.text).toContain('It can’t be told who wrote ');
    const nameless = await attempt({ author: 'Grace', email: 'grace@acme.example' }, 'arn:aws:iam::1:user/maya');
    expect(nameless.text).toContain('It can’t be told who started this run');
    const fine = await attempt(
      { author: 'Grace', email: 'grace@acme.example' },
      'arn:aws:sts::1:assumed-role/A/grace@acme.example',
    );
    expect(fine.status).toBe('Succeeded');
  });
});

let count = 0;

/** A run of a pipeline of its own, with a known author and starter. */
function startChanged({ author, email }: { author: string; email: string }, triggerDetail: string) {
  count += 1;
  const name = `own-${count}`;
  const { account } = world.aws;
  account.addPipeline({ name, stages: stagesOf['checkout-service'] });
  const change = { revisionId: 'f'.repeat(40), message: 'Fix it', author, email, at: Date.now() };
  const trigger = { triggerType: 'StartPipelineExecution', triggerDetail };
  return world.start(name, { change: () => change, trigger });
}
