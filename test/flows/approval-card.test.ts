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
  for (const body of world.eventsOf(() => (result = act()))) {
    const id = await world.send(body);
    await world.logged(
      ({ what, message, outcome }) =>
        what === 'event' && message === id && outcome !== 'later' && outcome !== undefined,
    );
  }
  return result as T;
}

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
  const events: string[] = [];
  const stop = world.aws.account.onEvent((_, json) => events.push(json));
  await world.submit('approve', { words: 'ship it' });
  stop();
  for (const body of events) {
    const id = await world.send(body);
    await world.logged(({ message, outcome }) => message === id && outcome !== 'later');
  }
  expect(labelsOf(card())).toEqual([]);
  expect(seen(card())).toContain('✅ Approved by');
  expect(JSON.stringify(card().blocks)).toContain(`"user_id":"${PEOPLE.me}"`);
  expect(seen(card())).toContain(' · ship it');
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

test('where nobody is named the card stands without buttons; where nobody asked there is no card and AWS is not read', async () => {
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

test('an approval that nobody answers is asked for once more, once', async () => {
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
