import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { approvalsWait, PEOPLE, renderedText, type StoredMessage, stagesOf } from '../../../playground/index.js';
import { createActStore } from '../../../src/gateways/act-store.js';
import { awsClientConfig } from '../../../src/gateways/call-aws.js';
import { createTable } from '../../../src/gateways/dynamo-table.js';
import { retryButton } from '../../../src/views/act/buttons.js';
import { REGION, TABLE } from '../announce-world.js';
import { labelsOf, seen } from '../gestures.js';
import { type CardWorld, type Started, startCardWorld } from './card-world.js';

let world: CardWorld;
beforeEach(async () => {
  world = await startCardWorld();
  await world.ask();
});
afterEach(async () => {
  await world.end();
  expect(world.slack.violations).toEqual([]);
});

type Address = Started['at'];

const cardOf = ({ pipelineExecutionId: id }: Pick<Address, 'pipelineExecutionId'>, number = 0): StoredMessage => {
  const found = world.cards().filter(({ blocks }) => JSON.stringify(blocks).includes(id))[number];
  if (!found) throw new Error(`There is no card of ${id}.`);
  return found;
};
const asks = (card: StoredMessage) => labelsOf(card).length > 0;
const textOf = (view: { blocks: Record<string, unknown>[] }) => renderedText(view.blocks);

/** Decides from a card, and lets the bot hear what AWS tells of it. */
async function decide(card: StoredMessage, verb: 'approve' | 'reject') {
  await world.open(card, verb === 'approve' ? 'Approve…' : 'Reject…');
  await world.deliver((await world.decide(verb, 'as we said')).events);
}

/** Presses a button of a card as it looked before: the screen of someone who has slept. */
async function pressOld(card: StoredMessage): Promise<string> {
  const before = world.calls('PutApprovalResult').length;
  const window = await world.open(card, 'Approve…');
  expect(window.submit).toBeUndefined();
  expect(world.calls('PutApprovalResult')).toHaveLength(before);
  return textOf(window);
}

test('PARALLEL: two cards ask at once, and each decides its own run', async () => {
  world.pipeline.executionMode = 'PARALLEL';
  const [one, other] = [await world.begin(), await world.begin()];
  await decide(cardOf(other.at), 'approve');
  expect([one.execution.status, other.execution.status]).toEqual(['InProgress', 'Succeeded']);
  expect(seen(cardOf(other.at))).toContain('✅ Approved by');
  expect(asks(cardOf(one.at))).toBe(true);
  await decide(cardOf(one.at), 'reject');
  expect(one.execution.status).toBe('Failed');
  expect(seen(cardOf(one.at))).toContain('🚫 Rejected by');
  expect(seen(cardOf(other.at))).toContain('✅ Approved by');
});

test('QUEUED: the next run has its card when it is its turn, and the card before it acts on nothing any more', async () => {
  world.pipeline.executionMode = 'QUEUED';
  const first = await world.begin();
  const second = await world.tell(() => world.aws.account.startRun('pay', { script: approvalsWait }));
  expect(world.cards()).toHaveLength(1);
  const asBefore = cardOf(first.at);
  await decide(asBefore, 'approve');
  expect([first.execution.status, second.status]).toEqual(['Succeeded', 'InProgress']);
  expect(asks(cardOf(second))).toBe(true);
  expect(await pressOld(asBefore)).toContain('It was approved by');
  expect(second.status).toBe('InProgress');
  await decide(cardOf(second), 'approve');
  expect(second.status).toBe('Succeeded');
});

test('SUPERSEDED: a run that is overtaken before its approval has no card; one overtaken after it keeps a true one', async () => {
  world.pipeline.executionMode = 'SUPERSEDED';
  const { execution: holder } = await world.begin();
  const start = () => world.tell(() => world.aws.account.startRun('pay', { script: approvalsWait }));
  const [overtaken, third] = [await start(), await start()];
  expect(overtaken.status).toBe('Superseded');
  expect(world.cards()).toHaveLength(1);
  // Behind the approval it is too late to go on: the next stage is closed, and the third run comes after it.
  world.aws.account.acts.setTransition(world.pipeline, 'Deploy', 'inbound', { enabled: false });
  const asBefore = world.card();
  await decide(asBefore, 'approve');
  await decide(cardOf(third), 'approve');
  expect([holder.status, third.status]).toEqual(['Superseded', 'InProgress']);
  expect(seen(cardOf(holder))).toContain('✅ Approved by');
  expect(await pressOld(asBefore)).toContain('It was approved by');
  expect(world.calls('PutApprovalResult')).toHaveLength(2);
});

test('two approvals in one stage have a card each, and the run waits for both', async () => {
  const stages = structuredClone(stagesOf['payments-api-prod']);
  const stage = stages.find(({ name }) => name === 'Approval');
  const [board] = stage?.actions ?? [];
  if (board) stage?.actions.push({ ...board, name: 'Security' });
  world.aws.account.acts.update(world.pipeline, stages);
  const { execution } = await world.begin();
  const named = (name: string): StoredMessage => {
    const found = world.cards().find(({ blocks }) => JSON.stringify(blocks).includes(`› ${name}`));
    if (!found) throw new Error(`There is no card of ${name}.`);
    return found;
  };
  await decide(named('Security'), 'approve');
  expect(seen(named('Security'))).toContain('✅ Approved by');
  expect(asks(named('Change-board'))).toBe(true);
  expect(execution.status).toBe('InProgress');
  await decide(named('Change-board'), 'approve');
  expect(execution.status).toBe('Succeeded');
  const decided = world.calls('PutApprovalResult').map(({ input }) => (input as Address).actionName);
  expect(decided).toEqual(['Security', 'Change-board']);
});

test('a retry asks again: the card before refuses, and the new one works', async () => {
  const { execution, at } = await world.begin();
  const asBefore = cardOf(at);
  await decide(asBefore, 'reject');
  expect(execution.status).toBe('Failed');
  const { pipelineExecutionId } = execution;
  const run = { pipelineName: 'pay', region: REGION, pipelineExecutionId };
  await world.open(await world.offer(retryButton(run)), 'Retry…');
  const events: string[] = [];
  const stop = world.aws.account.onEvent((_, json) => events.push(json));
  await world.submit('retry', { choice: 'FAILED_ACTIONS' });
  stop();
  await world.deliver(events);
  expect(world.cards()).toHaveLength(2);
  const text = await pressOld(asBefore);
  expect(text).toContain('It was rejected by');
  expect(asks(cardOf(at, 1))).toBe(true);
  await decide(cardOf(at, 1), 'approve');
  expect(execution.status).toBe('Succeeded');
  expect(seen(cardOf(at, 0))).toContain('🚫 Rejected by');
  expect(seen(cardOf(at, 1))).toContain('✅ Approved by');
  expect(JSON.stringify(cardOf(at, 1).blocks)).toContain(`"user_id":"${PEOPLE.me}"`);
});

test('a process died after it told AWS: whoever presses then is told who was first, and so is the card', async () => {
  const { at } = await world.begin();
  await world.open(world.card(), 'Approve…');
  const config = {
    ...awsClientConfig,
    endpoint: world.tableUrl,
    region: REGION,
    credentials: { accessKeyId: 'AKIDLOCAL', secretAccessKey: 'local' },
  };
  // Its claim is over, and nothing says what came of it.
  const dead = createActStore(createTable(config, TABLE, Date.now), { leaseMs: -1, now: Date.now });
  const by = { id: PEOPLE.colleague, name: 'Grace Hopper' };
  const summary = `Grace Hopper (${PEOPLE.colleague}) in Slack: no`;
  await dead.claim(at, `approval#${at.token}`, { verb: 'reject', by, words: 'no', summary });
  const approval = world.pipeline.approvals.get(at.token);
  const events = world.eventsOf(
    () => approval && world.aws.account.acts.answer(approval, 'Rejected', summary, 'arn:aws:iam::1:user/bot'),
  );
  const { view, line } = await world.submit('approve', { words: 'ship it' });
  expect(line.outcome).toBe('too-late');
  expect(textOf(view)).toContain('was first and');
  expect(JSON.stringify(view)).toContain(`"user_id":"${PEOPLE.colleague}"`);
  expect(world.calls('PutApprovalResult')).toEqual([]);
  await world.deliver(events);
  expect(seen(world.card())).toMatch(/🚫 Rejected by .* · no/);
  expect(JSON.stringify(world.card().blocks)).toContain(`"user_id":"${PEOPLE.colleague}"`);
});
