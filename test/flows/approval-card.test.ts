import { CodePipelineClient, PutApprovalResultCommand } from '@aws-sdk/client-codepipeline';
import { afterEach, expect, test } from '@jest/globals';
import { CHANNELS, endApproval, PEOPLE, type StoredMessage } from '../../playground/index.js';
import { type CardWorld, type Started, startCardWorld } from './act/card-world.js';
import { REGION } from './announce-world.js';
import { labelsOf, seen } from './gestures.js';

let world: CardWorld;
afterEach(async () => {
  await world.end();
  expect(world.slack.violations).toEqual([]);
});

const channel = CHANNELS.deploys;

/** As the AWS CLI answers, with credentials of its own. */
async function answerAws({ token, ...at }: Started['at'], status: 'Approved' | 'Rejected', summary: string) {
  const { url: endpoint } = world.aws;
  const credentials = { accessKeyId: 'AKIDMALLORY', secretAccessKey: 'local' };
  const client = new CodePipelineClient({ endpoint, region: REGION, credentials });
  const { pipelineName, stageName, actionName } = at;
  const input = { pipelineName, stageName, actionName, token, result: { status, summary } };
  const events: string[] = [];
  const stop = world.aws.account.onEvent((_, json) => events.push(json));
  await client.send(new PutApprovalResultCommand(input));
  stop();
  client.destroy();
  await world.deliver(events);
}

test('a card asks, an operator approves from it, and it says who did, with one reply', async () => {
  world = await startCardWorld();
  await world.ask();
  const { execution } = await world.begin();
  expect(labelsOf(world.card())).toEqual(['Approve…', 'Reject…']);
  for (const words of [
    'Approval › Change-board',
    'Change CHG0041822. Two pairs of eyes, please.',
    execution.revisions[0]?.revisionId.slice(0, 8),
    'Started by hand: maya',
    'Can be decided until',
  ]) {
    expect(seen(world.card())).toContain(words);
  }
  await world.open(world.card(), 'Approve…');
  const { since, events } = await world.decide('approve', 'ship it');
  expect(labelsOf(world.card())).toEqual([]);
  expect(seen(world.card())).toContain('✅ Approved by');
  expect(JSON.stringify(world.card().blocks)).toContain(`"user_id":"${PEOPLE.me}"`);
  expect(seen(world.card())).toContain(' · ship it');
  await world.looked(since);
  const settled = world.card().blocks;
  await world.deliver(events);
  expect(world.card().blocks).toEqual(settled);
  expect(world.replies()).toHaveLength(1);
  expect(seen(world.replies()[0] as StoredMessage)).toContain('✅ Approved by');
});

test.each([
  ['approve', '✅ Approved by priya.raman', 'Approved in the console'],
  ['reject', '🚫 Rejected by priya.raman', 'Not before the holiday freeze ends'],
  ['expire', '⌛ Nobody decided in time', 'a retry of the stage asks again'],
  ['update', '⏹ A change of the pipeline ended this approval', 'a new run asks again'],
] as const)('what happens elsewhere (%s) is on the card, by itself', async (end, first, second) => {
  world = await startCardWorld();
  await world.ask();
  await world.begin();
  await world.tell(() => endApproval(world.aws.account, 'pay', end));
  expect(labelsOf(world.card())).toEqual([]);
  expect(seen(world.card())).toContain(first);
  expect(seen(world.card())).toContain(second);
  expect(world.replies().filter(({ text }) => text.includes('Change-board'))).toHaveLength(1);
});

test('without operators the card has no buttons; without --approvals there is no card and AWS is not read', async () => {
  world = await startCardWorld({ operators: '' });
  await world.ask('');
  await world.begin();
  expect(world.posted()).toEqual([]);
  expect(world.calls('GetPipelineState')).toEqual([]);
  world.eventsOf(() => endApproval(world.aws.account, 'pay', 'approve'));
  await world.ask();
  await world.begin();
  expect(labelsOf(world.cards()[0] as StoredMessage)).toEqual([]);
  expect(seen(world.cards()[0] as StoredMessage)).toContain('Decide it in the');
});

test('two replicas that hear of it, each more than once, post one card', async () => {
  world = await startCardWorld();
  await world.anotherBot();
  await world.ask();
  const [event = ''] = world
    .eventsOf(() => world.start())
    .filter((body) => body.includes('"Approval"') && body.includes('STARTED') && body.includes('Action Execution'));
  const ids = await Promise.all(Array.from({ length: 6 }, () => world.send(event)));
  for (const id of ids) await world.logged(({ message, outcome }) => message === id && outcome === 'announced');
  expect(world.cards()).toHaveLength(1);
  expect(world.replies()).toEqual([]);
});

test('an approval that still waits has one reminder', async () => {
  world = await startCardWorld();
  const wish = { region: REGION, pipeline: 'pay', channel, on: 'broken', subscribedBy: PEOPLE.me } as const;
  await world.subscribe({ ...wish, approvals: true, remindAfterMs: 1 });
  await world.begin();
  await world.logged(({ what, outcome }) => what === 'reminder' && outcome === 'looked');
  expect(world.replies()).toHaveLength(1);
  expect(world.replies()[0]?.text).toContain('still waits for approval');
  expect(world.replies()[0]?.threadTs).toBe(world.card().ts);
  expect(labelsOf(world.card())).toEqual(['Approve…', 'Reject…']);
});

test('two must approve: the card counts them by itself, the same person once, and names both in the end', async () => {
  world = await startCardWorld({ operators: `*=${PEOPLE.me},${PEOPLE.colleague}`, approvalsNeeded: '*=2' });
  await world.ask();
  await world.begin();
  expect(seen(world.card())).toContain('0 of 2 have approved');
  for (let twice = 0; twice < 2; twice += 1) {
    await world.open(world.card(), 'Approve…');
    await world.looked((await world.decide('approve', 'fine')).since);
  }
  expect(seen(world.card())).toContain('1 of 2 have approved:');
  expect(labelsOf(world.card())).toEqual(['Approve…', 'Reject…']);
  expect(world.calls('PutApprovalResult')).toEqual([]);
  await world.open(world.card(), 'Approve…', PEOPLE.colleague);
  await world.looked((await world.decide('approve', 'ship it', PEOPLE.colleague)).since);
  expect(world.calls('PutApprovalResult')).toHaveLength(1);
  const drawn = JSON.stringify(world.card().blocks);
  expect(drawn).toContain(`"user_id":"${PEOPLE.me}"`);
  expect(drawn).toContain(`"user_id":"${PEOPLE.colleague}"`);
  expect(seen(world.card())).toContain(' · ship it');
});

test('words in AWS that look like ours are not taken for a person in Slack', async () => {
  world = await startCardWorld();
  await world.ask();
  const { at } = await world.begin();
  const forged = `Grace Hopper (${PEOPLE.colleague}) in Slack: ship it`;
  await answerAws(at, 'Approved', forged);
  expect(seen(world.card())).toContain('✅ Approved by AKIDMALLORY');
  expect(seen(world.card())).toContain(forged);
  expect(JSON.stringify(world.card().blocks)).not.toContain('user_id');
});

test('a channel that unsubscribes keeps no card that asks, and is asked again when it subscribes again', async () => {
  world = await startCardWorld();
  await world.ask();
  const { execution } = await world.begin();
  const since = world.log.length;
  await world.slack.runCommand({ text: 'unsubscribe pay', channel });
  await world.looked(since);
  expect(labelsOf(world.card())).toEqual([]);
  expect(seen(world.card())).toContain('This channel is no longer asked about this pipeline');
  const again = world.log.length;
  await world.ask();
  await world.looked(again);
  expect(labelsOf(world.card())).toEqual(['Approve…', 'Reject…']);
  expect(execution.status).toBe('InProgress');
});
