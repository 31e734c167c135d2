import { afterEach, describe, expect, test } from '@jest/globals';
import { CHANNELS, compileError, endingAt, PEOPLE, renderedText } from '../../../playground/index.js';
import { chosen, clicked, labelsOf, optionsOf, seen, type } from '../gestures.js';
import { type ActWorld, startActWorld } from './act-world.js';

let world: ActWorld;
afterEach(async () => {
  await world.end();
  expect(world.slack.violations).toEqual([]);
});

const textOf = (view: { blocks: Record<string, unknown>[] }) => renderedText(view.blocks);
const broken = (place = 'Build/Build') => world.aws.account.startRun('pay', { script: endingAt(place, compileError) });
const actsIn = (labels: string[]) => labels.filter((label) => /^(Approve|Reject|Retry|Stop|Roll back)/.test(label));
const optionsIn = (message: Parameters<typeof optionsOf>[0]) => actsIn(optionsOf(message).map(({ text }) => text));

describe('a failure summary', () => {
  test('a preview and the posted one offer to retry; the channel is told who did', async () => {
    world = await startActWorld();
    const execution = broken();
    const preview = await type(world.slack, 'failure pay');
    expect(actsIn(labelsOf(preview))).toEqual(['Retry…']);
    const posted = await clicked(world.slack, preview, 'Post here…');
    const window = await world.open(posted, 'Retry…');
    expect(textOf(window)).toContain('pay · Build');
    await world.submit('retry', { choice: 'FAILED_ACTIONS' });
    expect(execution).toMatchObject({ status: 'Succeeded', attempt: 2 });
    const [reply, ...more] = world.repliesTo(posted);
    expect(more).toEqual([]);
    expect(reply?.text).toBe('Ada Lovelace retried Build of pay');
    expect(seen(reply ?? { blocks: [] })).toContain('Ada Lovelace retried Build');
  });

  test('from a preview, that one person sees, nothing is told to the channel', async () => {
    world = await startActWorld();
    broken();
    const preview = await type(world.slack, 'failure pay');
    const before = world.slack.messagesSeenBy(PEOPLE.colleague, CHANNELS.deploys).length;
    await world.open(preview, 'Retry…');
    const { view } = await world.submit('retry', { choice: 'FAILED_ACTIONS' });
    expect(textOf(view)).toContain('What failed runs again');
    expect(world.slack.messagesSeenBy(PEOPLE.colleague, CHANNELS.deploys)).toHaveLength(before);
  });

  test('a rejection from Slack names the person and their words; one that looks like it names who told AWS', async () => {
    world = await startActWorld();
    world.start();
    await world.open(await world.approvals(), 'Reject…');
    await world.submit('reject', { words: 'Not before the freeze ends' });
    const summary = await type(world.slack, 'failure pay');
    expect(seen(summary)).toContain('rejected by Ada Lovelace');
    expect(seen(summary)).toContain('Not before the freeze ends');
    expect(summary.text).toBe('pay: Change-board rejected by Ada Lovelace');
    expect(seen(summary)).not.toMatch(/AKIDLOCAL|in Slack/);
    const forged = `Ada Lovelace (${PEOPLE.me}) in Slack: Never`;
    const { at } = world.start();
    const approval = world.pipeline.approvals.get(at.token);
    if (approval) world.aws.account.acts.answer(approval, 'Rejected', forged, 'arn:aws:iam::123456789012:user/mallory');
    const other = await type(world.slack, 'failure pay');
    expect(seen(other)).toContain('rejected by mallory');
    expect(seen(other)).toContain(forged);
  });

  test('a stage that succeeded before can be rolled back from it', async () => {
    world = await startActWorld();
    const good = world.aws.account.startRun('pay');
    broken('Deploy/Blue-green');
    const preview = await type(world.slack, 'failure pay');
    expect(actsIn(labelsOf(preview))).toEqual(['Retry…', 'Roll back…']);
    await world.open(preview, 'Roll back…');
    await world.submit('roll-back', { choice: good.pipelineExecutionId });
    expect(world.pipeline.executions.at(-1)).toMatchObject({ rollbackOf: good.pipelineExecutionId });
  });
});

describe('a listing', () => {
  test('offers to retry a failed run', async () => {
    world = await startActWorld();
    const execution = broken();
    const page = await type(world.slack, 'pay');
    expect(optionsIn(page)).toEqual(['Retry…']);
    await world.choose(page, 'Retry…', 'retry');
    await world.submit('retry', { choice: 'FAILED_ACTIONS' });
    expect(execution).toMatchObject({ status: 'Succeeded', attempt: 2 });
  });

  test('says itself who stopped a run, and how the run stands then', async () => {
    world = await startActWorld();
    const { execution } = world.start();
    const page = await type(world.slack, 'pay');
    await world.choose(page, 'Stop…', 'stop');
    await world.submit('stop', { choice: 'abandon', words: 'Wrong branch' });
    expect(execution.status).toBe('Stopped');
    const [shown = page] = world.slack.messagesSeenBy(PEOPLE.me, page.channel).filter(({ ts }) => ts === page.ts);
    expect(JSON.stringify(shown.blocks)).toContain(`Stopped by <@${PEOPLE.me}> · <!date^`);
    expect(optionsIn(shown)).toEqual(['Retry…']);
  });

  test('offers to decide an approval that waits, and to stop its run', async () => {
    world = await startActWorld();
    const { execution } = world.start();
    const page = await type(world.slack, 'pay');
    expect(optionsIn(page)).toEqual(['Approve or reject…', 'Stop…']);
    const waiting = await chosen(world.slack, page, 'Approve or reject…');
    expect(seen(waiting)).toContain('1 approval waits in pay');
    await world.open(waiting, 'Approve…');
    await world.submit('approve', { words: '' });
    expect(execution.status).toBe('Succeeded');
    expect(textOf(await world.choose(page, 'Stop…', 'stop'))).toContain('This run has ended');
    expect(seen(await chosen(world.slack, page, 'Approve or reject…'))).toContain('No approval waits in pay');
  });
});

test('where no operators are named for the pipeline, no place offers anything', async () => {
  world = await startActWorld({ operators: `web-*=${PEOPLE.me}` });
  broken();
  world.aws.account.startRun('pay', { script: endingAt('Build/Build', compileError) });
  world.start();
  const page = await type(world.slack, 'pay');
  expect(optionsIn(page)).toEqual([]);
  const preview = await type(world.slack, 'failure pay');
  expect(actsIn(labelsOf(preview))).toEqual([]);
  expect(actsIn(labelsOf(await clicked(world.slack, preview, 'Post here…')))).toEqual([]);
});
