import { CodePipelineClient, PutApprovalResultCommand } from '@aws-sdk/client-codepipeline';
import { afterEach, expect, test } from '@jest/globals';
import { CHANNELS, endApproval, PEOPLE, type StoredMessage } from '../../playground/index.js';
import { type ActWorld, startActWorld } from './act/act-world.js';
import { REGION } from './announce-world.js';
import { labelsOf, seen } from './gestures.js';

let world: ActWorld;
afterEach(async () => {
  await world.end();
  expect(world.slack.violations).toEqual([]);
});

const channel = CHANNELS.deploys;
const subscribe = (options = '--approvals') => world.slack.runCommand({ text: `subscribe pay ${options}`, channel });

const SUBSCRIBED = /^This channel is now subscribed/;
const posted = (): StoredMessage[] =>
  world.slack.messagesSeenBy(undefined, channel).filter(({ visibleTo, text }) => !visibleTo && !SUBSCRIBED.test(text));
/** A run whose approval is refused has a failure summary as well. */
const cards = () => posted().filter(({ threadTs, metadata }) => !threadTs && metadata?.event_type === 'approval_card');
const replies = () => posted().filter(({ threadTs }) => threadTs);
const card = (): StoredMessage => {
  const [only, ...others] = cards();
  if (!only || others.length) throw new Error(`${others.length} cards too many`);
  return only;
};

/** Does something to the pipeline and sends what AWS tells of it; resolves when the bot is done with all of it. */
async function tell<T>(act: () => T): Promise<T> {
  let result: T | undefined;
  await deliver(world.eventsOf(() => (result = act())));
  return result as T;
}

async function deliver(bodies: string[]): Promise<void> {
  for (const body of bodies) {
    const id = await world.send(body);
    await world.logged(
      ({ what, message, outcome }) =>
        what === 'event' && message === id && outcome !== 'later' && outcome !== undefined,
    );
  }
}

/** Submits the window that is open; what AWS tells of it is kept back. */
async function decide(verb: 'approve' | 'reject', words: string, user?: string) {
  const since = world.log.length;
  const events: string[] = [];
  const stop = world.aws.account.onEvent((_, json) => events.push(json));
  await world.submit(verb, { words }, user);
  stop();
  return { since, events };
}

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
  await deliver(events);
}

type Started = ReturnType<ActWorld['start']>;

const looked = (since: number) => world.logged(({ what, outcome }) => what === 'look' && outcome === 'looked', since);

const start = () => tell(() => world.start());

test('a card asks, an operator approves from it, and it says who did, with one reply', async () => {
  world = await startActWorld();
  await subscribe();
  const { execution } = await start();
  expect(labelsOf(card())).toEqual(['Approve…', 'Reject…']);
  for (const words of [
    'Approval › Change-board',
    'Change CHG0041822. Two pairs of eyes, please.',
    execution.revisions[0]?.revisionId.slice(0, 8),
    'Started by hand: maya',
    'Can be decided until',
  ]) {
    expect(seen(card())).toContain(words);
  }
  await world.open(card(), 'Approve…');
  const { since, events } = await decide('approve', 'ship it');
  expect(labelsOf(card())).toEqual([]);
  expect(seen(card())).toContain('✅ Approved by');
  expect(JSON.stringify(card().blocks)).toContain(`"user_id":"${PEOPLE.me}"`);
  expect(seen(card())).toContain(' · ship it');
  await looked(since);
  const settled = card().blocks;
  await deliver(events);
  expect(card().blocks).toEqual(settled);
  expect(replies()).toHaveLength(1);
  expect(seen(replies()[0] as StoredMessage)).toContain('✅ Approved by');
});

test.each([
  ['approve', '✅ Approved by priya.raman', 'Approved in the console'],
  ['reject', '🚫 Rejected by priya.raman', 'Not before the holiday freeze ends'],
  ['expire', '⌛ Nobody decided in time', 'a retry of the stage asks again'],
  ['update', '⏹ A change of the pipeline ended this approval', 'a new run asks again'],
] as const)('what happens elsewhere (%s) is on the card, by itself', async (end, first, second) => {
  world = await startActWorld();
  await subscribe();
  await start();
  await tell(() => endApproval(world.aws.account, 'pay', end));
  expect(labelsOf(card())).toEqual([]);
  expect(seen(card())).toContain(first);
  expect(seen(card())).toContain(second);
  expect(replies().filter(({ text }) => text.includes('Change-board'))).toHaveLength(1);
});

test('without operators the card has no buttons; without --approvals there is no card and AWS is not read', async () => {
  world = await startActWorld({ operators: '' });
  await subscribe('');
  await start();
  expect(posted()).toEqual([]);
  expect(world.calls('GetPipelineState')).toEqual([]);
  world.eventsOf(() => endApproval(world.aws.account, 'pay', 'approve'));
  await subscribe();
  await start();
  expect(labelsOf(cards()[0] as StoredMessage)).toEqual([]);
  expect(seen(cards()[0] as StoredMessage)).toContain('Decide it in the');
});

test('two replicas that hear of it, each more than once, post one card', async () => {
  world = await startActWorld();
  await world.anotherBot();
  await subscribe();
  const [event = ''] = world
    .eventsOf(() => world.start())
    .filter((body) => body.includes('"Approval"') && body.includes('STARTED') && body.includes('Action Execution'));
  const ids = await Promise.all(Array.from({ length: 6 }, () => world.send(event)));
  for (const id of ids) await world.logged(({ message, outcome }) => message === id && outcome === 'announced');
  expect(cards()).toHaveLength(1);
  expect(replies()).toEqual([]);
});

test('an approval that still waits has one reminder', async () => {
  world = await startActWorld();
  const wish = { region: REGION, pipeline: 'pay', channel, on: 'broken', subscribedBy: PEOPLE.me } as const;
  await world.subscribe({ ...wish, approvals: true, remindAfterMs: 1 });
  await start();
  await world.logged(({ what, outcome }) => what === 'reminder' && outcome === 'looked');
  expect(replies()).toHaveLength(1);
  expect(replies()[0]?.text).toContain('still waits for approval');
  expect(replies()[0]?.threadTs).toBe(card().ts);
  expect(labelsOf(card())).toEqual(['Approve…', 'Reject…']);
});

test('two must approve: the card counts them by itself, the same person once, and names both in the end', async () => {
  world = await startActWorld({ operators: `*=${PEOPLE.me},${PEOPLE.colleague}`, approvalsNeeded: '*=2' });
  await subscribe();
  await start();
  expect(seen(card())).toContain('0 of 2 have approved');
  for (let twice = 0; twice < 2; twice += 1) {
    await world.open(card(), 'Approve…');
    await looked((await decide('approve', 'fine')).since);
  }
  expect(seen(card())).toContain('1 of 2 have approved:');
  expect(labelsOf(card())).toEqual(['Approve…', 'Reject…']);
  expect(world.calls('PutApprovalResult')).toEqual([]);
  await world.open(card(), 'Approve…', PEOPLE.colleague);
  await looked((await decide('approve', 'ship it', PEOPLE.colleague)).since);
  expect(world.calls('PutApprovalResult')).toHaveLength(1);
  const drawn = JSON.stringify(card().blocks);
  expect(drawn).toContain(`"user_id":"${PEOPLE.me}"`);
  expect(drawn).toContain(`"user_id":"${PEOPLE.colleague}"`);
  expect(seen(card())).toContain(' · ship it');
});

test('words in AWS that look like ours are not taken for a person in Slack', async () => {
  world = await startActWorld();
  await subscribe();
  const { at } = await start();
  const forged = `Grace Hopper (${PEOPLE.colleague}) in Slack: ship it`;
  await answerAws(at, 'Approved', forged);
  expect(seen(card())).toContain('✅ Approved by AKIDMALLORY');
  expect(seen(card())).toContain(forged);
  expect(JSON.stringify(card().blocks)).not.toContain('user_id');
});

test('a channel that unsubscribes keeps no card that asks, and is asked again when it subscribes again', async () => {
  world = await startActWorld();
  await subscribe();
  const { execution } = await start();
  const since = world.log.length;
  await world.slack.runCommand({ text: 'unsubscribe pay', channel });
  await looked(since);
  expect(labelsOf(card())).toEqual([]);
  expect(seen(card())).toContain('This channel is no longer asked about this pipeline');
  const again = world.log.length;
  await subscribe();
  await looked(again);
  expect(labelsOf(card())).toEqual(['Approve…', 'Reject…']);
  expect(execution.status).toBe('InProgress');
});
