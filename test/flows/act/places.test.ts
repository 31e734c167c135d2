import { afterEach, describe, expect, test } from '@jest/globals';
import {
  approvalsWait,
  CHANNELS,
  compileError,
  endApproval,
  endingAt,
  type Message,
  PEOPLE,
  renderedText,
  type Script,
} from '../../../playground/index.js';
import { chosen, clicked, labelsOf, optionsOf, seen, type } from '../gestures.js';
import { type ActWorld, startActWorld } from './act-world.js';

let world: ActWorld;
afterEach(async () => {
  await world.end();
  expect(world.slack.violations).toEqual([]);
});

const textOf = (view: { blocks: Record<string, unknown>[] }) => renderedText(view.blocks);
const broken = (place = 'Build/Build') => world.aws.account.startRun('pay', { script: endingAt(place, compileError) });
/** A message as everyone in its channel sees it by now. */
const now = ({ channel, ts }: Message): Message => {
  const found = world.slack.messagesSeenBy(undefined, channel).find((one) => one.ts === ts);
  if (!found) throw new Error('The message is gone.');
  return found;
};
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

  test('announced in a channel: it says who retried, and how that ends; its thread says both as well', async () => {
    world = await startActWorld();
    const { slack, aws } = world;
    await slack.runCommand({ text: 'subscribe pay' });
    const fails = endingAt('Build/Build', compileError);
    const script: Script = (...at) => (at[0].name === 'Build' ? fails(...at) : approvalsWait(...at));
    const events = world.eventsOf(() => aws.account.startRun('pay', { script }));
    const announcing = slack.nextMessage(({ text }) => /^pay failed in Build/.test(text));
    await world.send(events.at(-1) ?? '');
    const summary = await announcing;
    expect(actsIn(labelsOf(summary))).toEqual(['Retry…']);
    await world.open(summary, 'Retry…');
    const since = world.log.length;
    await world.submit('retry', { choice: 'FAILED_ACTIONS' });
    await world.logged(({ what }) => what === 'look', since);
    expect(JSON.stringify(now(summary).blocks)).toContain(`Retried by <@${PEOPLE.me}> · <!date^`);
    const ended = world.eventsOf(() => endApproval(aws.account, 'pay', 'approve')).at(-1) ?? '';
    const id = await world.send(ended);
    await world.logged(({ message, outcome }) => message === id && outcome === 'announced');
    expect(seen(now(summary))).toMatch(/pay works again after .*, on retry/);
    expect(JSON.stringify(now(summary).blocks)).toContain(`Retried by <@${PEOPLE.me}> · <!date^`);
    expect(actsIn(labelsOf(now(summary)))).toEqual([]);
    expect(world.repliesTo(summary).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^The last \d+ lines of Build/),
      'Ada Lovelace retried Build of pay',
      expect.stringMatching(/^pay works again after .*, on retry$/),
    ]);
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
