import { afterEach, describe, expect, test } from '@jest/globals';
import { PEOPLE, renderedText } from '../../../playground/index.js';
import { decisionButtons } from '../../../src/views/act/buttons.js';
import { labelsOf, seen } from '../gestures.js';
import { requestUrlOf } from '../start-world.js';
import { type ActWorld, startActWorld, valuesOf } from './act-world.js';

let world: ActWorld;
afterEach(async () => {
  await world.end();
  expect(world.slack.violations).toEqual([]);
});

const textOf = (view: { blocks: Record<string, unknown>[] }) => renderedText(view.blocks);
const resultOf = () => world.pipeline.executions.at(-1)?.actions.findLast(({ stageName }) => stageName === 'Approval');

test('an approval is approved with words, once, and AWS is told who', async () => {
  world = await startActWorld();
  const { execution } = world.start();
  const message = await world.approvals();
  expect(seen(message)).toContain('1 approval waits in pay');
  const window = await world.open(message, 'Approve…');
  expect(textOf(window)).toContain('Change CHG0041822. Two pairs of eyes, please.');
  expect(textOf(window)).toContain(execution.revisions[0]?.revisionId.slice(0, 8));
  expect(textOf(window)).toContain('Started by hand: maya');
  expect(textOf(window)).toContain('Can be decided until');
  const { view, line } = await world.submit('approve', { words: 'ship it' });
  expect(textOf(view)).toContain('✅ Approved. The run of pay goes on.');
  expect(execution.status).toBe('Succeeded');
  expect(resultOf()?.output.executionResult?.externalExecutionSummary).toBe(
    `Ada Lovelace (${PEOPLE.me}) in Slack: ship it`,
  );
  expect(line).toMatchObject({
    what: 'approve',
    outcome: 'done',
    user: PEOPLE.me,
    pipeline: 'pay',
    stage: 'Approval',
    action: 'Change-board',
    execution: execution.pipelineExecutionId,
    awsRequestId: expect.any(String),
  });
  expect(seen(await world.approvals())).toContain('No approval waits in pay');
});

test('a rejection asks for a reason, and the next run’s approval is another one', async () => {
  world = await startActWorld();
  const { execution } = world.start();
  const message = await world.approvals();
  await world.open(message, 'Reject…');
  const empty = await world.slack.submitView({ values: valuesOf({ words: '   ' }) });
  expect(empty.body).toContain('Say why in a few words.');
  const { view } = await world.submit('reject', { words: 'Not today' });
  expect(textOf(view)).toContain('🚫 Rejected.');
  expect(execution.status).toBe('Failed');
  const closed = await world.open(message, 'Approve…');
  expect(textOf(closed)).toMatch(/It was rejected by .*Not today/s);
  expect(JSON.stringify(closed.blocks)).toContain(`"user_id":"${PEOPLE.me}"`);
  expect(textOf(closed)).not.toMatch(/AKIDLOCAL|in Slack/);
  expect(closed.submit).toBeUndefined();
});

test('a person who is too late is told who was first, in a window that only they see', async () => {
  world = await startActWorld({ operators: `*=${PEOPLE.me},${PEOPLE.colleague}` });
  const { at } = world.start();
  const message = await world.offer(...decisionButtons(at));
  await world.open(message, 'Approve…');
  await world.open(message, 'Reject…', PEOPLE.colleague);
  await world.submit('approve', { words: 'ship it' });
  const { view, line } = await world.submit('reject', { words: 'No' }, PEOPLE.colleague);
  expect(line.outcome).toBe('too-late');
  expect(textOf(view)).toContain('was first and approved it');
  expect(textOf(view)).toContain('ship it');
  expect(world.calls('PutApprovalResult')).toHaveLength(1);
});

test('a hundred people who press at once on two replicas approve once, and ninety-nine are told who', async () => {
  const ids = Array.from({ length: 100 }, (_, i) => `U0CROWD${String(i).padStart(3, '0')}`);
  world = await startActWorld({ operators: `*=${ids.join(',')}` });
  const { slack } = world;
  world.join(ids.map((id) => ({ id, name: id.toLowerCase(), realName: `Person ${id.slice(-3)}` })));
  const { execution, at } = world.start();
  const message = await world.offer(...decisionButtons(at));
  for (const id of ids) await world.open(message, 'Approve…', id);
  const urls = [requestUrlOf(world.bot), requestUrlOf(await world.anotherBot())];
  const since = world.log.length;
  const submitting = ids.map((user, index) => {
    slack.setRequestUrl(urls[index % 2] ?? '');
    return slack.submitView({ user, values: valuesOf({ words: 'me' }) });
  });
  await Promise.all(submitting);
  await Promise.all(ids.map((id) => world.logged((line) => line.what === 'approve' && line.user === id, since)));
  const outcomes = world.log
    .slice(since)
    .filter(({ what }) => what === 'approve')
    .map(({ outcome }) => outcome);
  expect(outcomes.sort()).toEqual(['done', ...Array(99).fill('too-late')]);
  expect(world.calls('PutApprovalResult')).toHaveLength(1);
  expect(execution.status).toBe('Succeeded');
  const told = ids.filter((id) => textOf(world.top(id)).includes(' was first and '));
  expect(told).toHaveLength(99);
});

describe('who may', () => {
  test('without operators there is no button, and no one may act', async () => {
    world = await startActWorld({ operators: '' });
    world.start();
    const message = await world.approvals();
    expect(labelsOf(message)).toEqual([]);
    expect(seen(message)).toContain('the setting OPERATORS names who may');
  });

  test('operators of other pipelines only: no one may act', async () => {
    world = await startActWorld({ operators: `web-*=${PEOPLE.me}` });
    world.start();
    const window = await world.open(await world.approvals(), 'Approve…');
    expect(textOf(window)).toContain('Nobody may act on pay from Slack');
  });

  test('a person who is not named, a guest and a bot are refused at the click', async () => {
    world = await startActWorld({ operators: '*=S0614TZR7,U0GUEST1,U05PA7B0TXX' });
    world.join([
      { id: 'U0STRANGER', name: 'sue' },
      { id: 'U0GUEST1', name: 'gus', isGuest: true },
    ]);
    const { at } = world.start();
    const message = await world.offer(...decisionButtons(at));
    expect(textOf(await world.open(message, 'Approve…', 'U0STRANGER'))).toContain('You may not act on pay. These may:');
    expect(textOf(await world.open(message, 'Approve…', 'U0GUEST1'))).toContain('no guests and no bots');
    expect(textOf(await world.open(message, 'Approve…', PEOPLE.bot))).toContain('no guests and no bots');
    const member = await world.open(message, 'Approve…', PEOPLE.colleague);
    expect(member.submit).toBeDefined();
  });

  test('Slack does not say who is in the group: refused in words, at the submit as well', async () => {
    world = await startActWorld({ operators: '*=S0614TZR7' });
    const { execution } = world.start();
    world.slack.faults.add({ on: 'usergroups.users.list', status: 503 });
    const window = await world.open(await world.approvals(), 'Approve…');
    expect(textOf(window)).toContain('Slack did not say who may act on pay, so nobody may right now');
    expect(execution.status).toBe('InProgress');
  });
});
