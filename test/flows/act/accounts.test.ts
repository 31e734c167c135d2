import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  approvalsWait,
  compileError,
  endingAt,
  PEOPLE,
  renderedText,
  type StoredMessage,
  stagesOf,
} from '../../../playground/index.js';
import { labelsOf, seen, type } from '../gestures.js';
import { manyAccounts, withoutAccount } from '../many-accounts.js';
import { type ActWorld, startActWorld } from './act-world.js';

let world: ActWorld;
let many: ReturnType<typeof manyAccounts>;
beforeEach(async () => {
  many = manyAccounts(4);
  for (const { account } of many.roles) account.addPipeline({ name: 'pay', stages: stagesOf['payments-api-prod'] });
  const operators = `team-02:*=${PEOPLE.me};team-04:*=${PEOPLE.me},${PEOPLE.colleague};own:*=${PEOPLE.colleague}`;
  world = await startActWorld({ operators, approvalsNeeded: 'team-04:*=2', ...many });
});
afterEach(async () => {
  await world.end();
  expect(world.slack.violations).toEqual([]);
  expect(withoutAccount(world.slack, '(?:pay|checkout)')).toEqual([]);
});

const textOf = (view: { blocks: Record<string, unknown>[] }) => renderedText(view.blocks);
const start = (alias: string) => many.role(alias).account.startRun('pay', { script: approvalsWait });
const SESSION = `arn:aws:sts::111122223302:assumed-role/pipeline-actions-reader/pipeline-actions@${PEOPLE.me}`;

test('an approval of another account is decided there, in a session that names the person', async () => {
  const execution = start('team-02');
  const { execution: own } = world.start();
  const message = await world.approvals('team-02:pay');
  expect(seen(message)).toContain('1 approval waits in team-02:pay');
  expect(textOf(await world.open(message, 'Approve…'))).toContain('team-02:pay');
  const { view } = await world.submit('approve', { words: 'ship it' });
  expect(textOf(view)).toContain('✅ Approved. The run of team-02:pay goes on.');
  expect([execution.status, own.status]).toEqual(['Succeeded', 'InProgress']);
  expect(world.calls('PutApprovalResult').map(({ caller }) => caller)).toEqual([SESSION]);
});

test('operators of one account are none of another', async () => {
  start('team-03');
  const refused = await world.open(await world.approvals('team-03:pay'), 'Approve…');
  expect(textOf(refused)).toContain('Nobody may act on team-03:pay from Slack');
  world.start();
  const notListed = await world.open(await world.approvals('own:pay'), 'Approve…');
  expect(textOf(notListed)).toContain('You may not act on own:pay. These may:');
  expect(world.calls('PutApprovalResult')).toEqual([]);
});

test('a role that can’t be taken on any more is told in the window, and nothing is done', async () => {
  const execution = start('team-02');
  const message = await world.approvals('team-02:pay');
  many.role('team-02').isDenied = true;
  // The person's session is kept for an hour; another process has none.
  const other = await world.anotherBot();
  world.slack.setRequestUrl(`http://127.0.0.1:${other.port}/slack/events`);
  const window = await world.open(message, 'Approve…');
  expect(textOf(window)).toMatch(/AWS doesn’t let this bot into the account team-02: .*sts:AssumeRole/);
  expect(execution.status).toBe('InProgress');
});

/** Subscribes the channel to `pay` of an account, and has its approval asked for there. */
async function cardOf(alias: string): Promise<{ card: StoredMessage; execution: ReturnType<typeof start> }> {
  const channel = world.slack.channels.deploys;
  const told = world.slack.nextMessage(({ text }: StoredMessage) => text.includes('now subscribed'));
  await world.slack.runCommand({ text: `subscribe ${alias}:pay --approvals`, channel });
  await told;
  const events: string[] = [];
  const stop = many.role(alias).account.onEvent((_, json) => events.push(json));
  const execution = start(alias);
  stop();
  const posted = world.slack.nextMessage(({ text }: StoredMessage) => text.includes('waits for approval'));
  for (const body of events) await world.send(body);
  return { card: await posted, execution };
}

test('a card asks for the approval of another account, is read under its role, and can be decided from it', async () => {
  const { card, execution } = await cardOf('team-02');
  expect(card.text).toBe('team-02:pay · Approval › Change-board waits for approval');
  expect(labelsOf(card)).toEqual(['Approve…', 'Reject…']);
  expect([...new Set(world.calls('GetPipelineState').map(({ caller }) => caller))]).toEqual([
    'arn:aws:sts::111122223302:assumed-role/pipeline-actions-reader/pipeline-actions',
  ]);
  await world.open(card, 'Approve…');
  await world.submit('approve', { words: 'ship it' });
  expect(execution.status).toBe('Succeeded');
});

test('two must approve in another account: its card counts the first before AWS tells anything', async () => {
  const { card, execution } = await cardOf('team-04');
  const counted = world.slack.nextMessage(({ blocks }) => seen({ blocks }).includes('1 of 2 have approved'));
  await world.open(card, 'Approve…');
  await world.submit('approve', { words: 'looks good' });
  await world.open(await counted, 'Approve…', PEOPLE.colleague);
  await world.submit('approve', { words: 'ship it' }, PEOPLE.colleague);
  expect(execution.status).toBe('Succeeded');
});

test('a run of another account is retried from its page', async () => {
  const { account } = many.role('team-02');
  account.startRun('checkout', { script: endingAt('Build/Build', compileError) });
  const page = await type(world.slack, 'team-02:checkout');
  await world.choose(page, 'Retry…', 'retry');
  await world.submit('retry', { choice: 'FAILED_ACTIONS' });
  expect(world.calls('RetryStageExecution').map(({ caller, error }) => [caller, error])).toEqual([
    [SESSION, undefined],
  ]);
  expect(account.find('checkout')?.executions.at(-1)?.status).toBe('Succeeded');
});
