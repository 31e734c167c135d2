import { expect, test } from '@jest/globals';
import { AwsProblem } from '../../../src/domain/aws-problem.js';
import type { Failure } from '../../../src/domain/failure.js';
import type { ExecutionNews } from '../../../src/domain/incident.js';
import { SlackProblem } from '../../../src/domain/slack-problem.js';
import type { Subscription } from '../../../src/domain/subscription.js';
import { announce } from '../../../src/use-cases/announce/announce.js';
import { createFakeWorld, type FakeWorld } from './fake-world.js';

const news = (state: ExecutionNews['state'], id: string, at: number, change: Partial<ExecutionNews> = {}) => ({
  ...{ state, pipelineName: 'svc', region: 'eu-west-1', pipelineExecutionId: id, attempt: 1 },
  ...{ at: at * 1000, startedAt: at * 1000 - 500 },
  ...change,
});

const failureOf = (
  { pipelineName, region, pipelineExecutionId, attempt }: ExecutionNews,
  change: Partial<Failure> = {},
): Failure => ({
  ...{ pipelineName, region, pipelineExecutionId, attempt, actions: [], revisions: [], unread: [] },
  ...change,
});

const all = async (world: FakeWorld, ...events: ExecutionNews[]) => {
  for (const event of events) {
    world.clock.now += 2000;
    await announce(world.announcing, event);
  }
};
const reasons = (settled: PromiseSettledResult<unknown>[]) =>
  settled.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Error).message] : []));

test('the next failure overtakes the success before it: the repair is told all the same, once', async () => {
  const lastSuccess = (id: string) => (id === 'c' ? { lastSuccess: new Date(20_000) } : {});
  const world = createFakeWorld('broken', (event) =>
    failureOf(event, { streak: { count: 1, orMore: false, ...lastSuccess(event.pipelineExecutionId) } }),
  );
  const repaired = news('SUCCEEDED', 'b', 20);
  await all(world, news('FAILED', 'a', 10), news('FAILED', 'c', 30), repaired, repaired);
  expect(world.shown.map(({ incident, replies }) => [incident.status, replies.length])).toEqual([
    ['fixed', 1],
    ['failed', 0],
  ]);
});

test('a later success does not pass for the one that no event told of', async () => {
  const world = createFakeWorld('broken', (event) =>
    failureOf(event, {
      streak: { count: 1, orMore: false, ...(event.at > 20_000 && { lastSuccess: new Date(20_000) }) },
    }),
  );
  await all(world, news('FAILED', 'a', 10), news('FAILED', 'c', 300), news('SUCCEEDED', 'd', 400));
  expect(world.shown.map(({ incident, replies }) => [incident.fix?.at, replies.length])).toEqual([
    [20_000, 0],
    [400_000, 1],
  ]);
});

test('whoever had to wait for the channel for too long sends nothing; the event comes again', async () => {
  let took = 900;
  const world = createFakeWorld('broken', failureOf);
  world.announcing.turns.beforePost = async () => {
    world.clock.now += took;
  };
  const event = news('FAILED', 'a', 10);
  expect(reasons(await announce(world.announcing, event))).toEqual(['too slow for the lease']);
  expect(world.shown).toEqual([]);
  took = 10;
  expect(reasons(await announce(world.announcing, event))).toEqual([]);
  expect(world.shown).toHaveLength(1);
});

/** Lets something succeed at the moment when a failure has been claimed, or has been posted. */
function succeedWhen(world: FakeWorld, when: 'claimed' | 'posted', success: ExecutionNews): void {
  const { store, messages } = world.announcing;
  const { claim } = store;
  const { postFailure } = messages;
  let isOver = false;
  const once = async () => {
    if (isOver) return;
    isOver = true;
    await announce(world.announcing, success);
  };
  store.claim = async (key) => {
    // Before it: the success's event finds no claim, and the failure's first read found no success.
    if (when === 'claimed') await once();
    return claim(key);
  };
  messages.postFailure = async (...given) => {
    const ts = await postFailure(...given);
    if (when === 'posted') await once();
    return ts;
  };
}

test('a success just before the claim, whose event found no claim: whoever tells the failure shows the repair', async () => {
  const world = createFakeWorld('broken', failureOf);
  succeedWhen(world, 'claimed', news('SUCCEEDED', 'b', 20));
  await all(world, news('FAILED', 'a', 10));
  expect(world.shown.map(({ incident, replies }) => [incident.status, replies.length])).toEqual([['fixed', 1]]);
});

test('a success while the failure is being posted: its event comes again and shows the repair', async () => {
  const world = createFakeWorld('broken', failureOf);
  const success = news('SUCCEEDED', 'b', 20);
  succeedWhen(world, 'posted', success);
  await all(world, news('FAILED', 'a', 10), success);
  expect(world.shown.map(({ incident, replies }) => [incident.status, replies.length])).toEqual([['fixed', 1]]);
});

test('the read of the last success fails after the post: the event comes again and repairs, and posts nothing', async () => {
  const world = createFakeWorld('broken', failureOf);
  succeedWhen(world, 'claimed', news('SUCCEEDED', 'b', 20));
  const { store } = world.announcing;
  const { lastSuccess } = store;
  let reads = 0;
  store.lastSuccess = async (...asked) => {
    reads += 1;
    if (reads === 2) throw new AwsProblem('throttled', 'dynamodb:GetItem', 'Throttling', undefined);
    return lastSuccess(...asked);
  };
  const failed = news('FAILED', 'a', 10);
  await expect(announce(world.announcing, failed)).rejects.toThrow('Throttling');
  expect(world.shown.map(({ incident }) => incident.status)).toEqual(['failed']);
  await all(world, failed);
  expect(world.shown.map(({ incident, replies }) => [incident.status, replies.length])).toEqual([['fixed', 1]]);
});

test('failures that only update a message, or that come again, take no place in a flood', async () => {
  const world = createFakeWorld('broken', failureOf);
  const repeated = Array.from({ length: 9 }, (_, index) => news('FAILED', `e${index}`, 10 + index));
  await all(world, ...repeated, news('FAILED', 'e0', 10));
  const { posts } = await world.announcing.floods.read('C1');
  expect(posts.map(({ pipelineExecutionId }) => pipelineExecutionId)).toEqual(['e0']);
});

test('events that come again minutes later are no flood: the next failure is told in the channel', async () => {
  const world = createFakeWorld('every', failureOf);
  const told = Array.from({ length: 5 }, (_, index) => news('FAILED', `e${index}`, 10 + index));
  await all(world, ...told);
  world.clock.now += 120_000;
  await all(world, ...told, news('FAILED', 'new', 200));
  expect(world.digests).toEqual([]);
  expect(world.shown.map(({ threadTs }) => threadTs)).toEqual(Array(6).fill(undefined));
});

test('a failure whose slot another replica holds keeps no place while it waits', async () => {
  const world = createFakeWorld('broken', failureOf);
  const { store } = world.announcing;
  await store.claim({ region: 'eu-west-1', pipelineName: 'svc', channel: 'C1' });
  expect(reasons(await announce(world.announcing, news('FAILED', 'a', 10)))).toEqual(['another one is at it']);
  expect((await world.announcing.floods.read('C1')).posts).toEqual([]);
});

test('two replicas at once: five failures in the channel, all others in one digest', async () => {
  const world = createFakeWorld('every', failureOf);
  const other = { ...world.announcing, holder: 'another process' };
  const events = Array.from({ length: 12 }, (_, index) => news('FAILED', `e${index}`, 10 + index));
  const deliver = async (replica: typeof other, event: ExecutionNews) => {
    while (reasons(await announce(replica, event)).length > 0) await new Promise(setImmediate);
  };
  for (let at = 0; at < events.length; at += 2) {
    await Promise.all([deliver(world.announcing, events[at] as never), deliver(other, events[at + 1] as never)]);
  }
  expect(world.shown.filter(({ threadTs }) => threadTs === undefined)).toHaveLength(5);
  expect(world.digests).toHaveLength(1);
  expect(world.shown).toHaveLength(12);
});

test('a message that Slack no longer lets us change still has its repair told in its thread', async () => {
  const world = createFakeWorld('broken', failureOf);
  await all(world, news('FAILED', 'a', 10));
  world.announcing.messages.updateFailure = async () => {
    throw new SlackProblem('not-editable', 'edit_window_closed');
  };
  await all(world, news('SUCCEEDED', 'b', 20), news('SUCCEEDED', 'b', 20));
  expect(world.shown.map(({ replies }) => replies.length)).toEqual([1]);
});

test('someone deleted the message: the next failure of the incident is posted anew', async () => {
  const world = createFakeWorld('broken', failureOf);
  await all(world, news('FAILED', 'a', 10));
  const [deleted] = world.shown.splice(0);
  world.announcing.messages.updateFailure = async (_, { ts }) => {
    if (ts === deleted?.ts) throw new SlackProblem('message-gone', 'message_not_found');
  };
  await all(world, news('FAILED', 'b', 20), news('FAILED', 'b', 20));
  expect(world.shown.map(({ incident }) => incident.pipelineExecutionId)).toEqual(['b']);
});

test('someone deleted the digest: what would stand in its thread is posted in the channel', async () => {
  const world = createFakeWorld('every', failureOf);
  const { messages } = world.announcing;
  const post = messages.postFailure;
  messages.postFailure = async (channel, incident, threadTs) => {
    if (threadTs) throw new SlackProblem('message-gone', 'thread_not_found');
    return post(channel, incident);
  };
  await all(world, ...Array.from({ length: 7 }, (_, index) => news('FAILED', `e${index}`, 10 + index)));
  expect(world.shown.map(({ threadTs }) => threadTs)).toEqual(Array(7).fill(undefined));
});

const subscribed = (change: Partial<Subscription>): Subscription => ({
  ...{ region: 'eu-west-1', pipeline: 'svc', channel: 'C1', on: 'every', subscribedBy: 'U1', shared: false },
  ...change,
});

test('one branch of a pipeline beside all pipelines: a failure of another branch is told, whoever names the branch', async () => {
  for (const branch of [undefined, 'dev']) {
    const world = createFakeWorld('every', (event) => failureOf(event, { branch: 'dev' }));
    world.announcing.subscriptions.forPipeline = async () => [
      subscribed({ branch: 'main' }),
      subscribed({ pipeline: '*' }),
    ];
    await all(world, news('FAILED', 'a', 10, { branch }));
    expect(world.shown).toHaveLength(1);
  }
});

test('failures of unwanted branches take no place in a flood', async () => {
  const world = createFakeWorld('every', (event) =>
    failureOf(event, { branch: event.pipelineExecutionId.slice(0, 3) }),
  );
  world.announcing.subscriptions.forPipeline = async () => [subscribed({ branch: 'mai' })];
  const unwanted = Array.from({ length: 9 }, (_, index) => news('FAILED', `dev-${index}`, 10 + index));
  await all(world, ...unwanted, news('FAILED', 'main-1', 30));
  expect(world.shown.map(({ threadTs }) => threadTs)).toEqual([undefined]);
});

test('nobody listens: an event is not over before what was begun for it, and one that comes again begins nothing', async () => {
  const world = createFakeWorld('every', failureOf);
  world.announcing.subscriptions.forPipeline = async () => [];
  const steps: string[] = [];
  let finish = () => {};
  world.announcing.gather = (event) => {
    const failure = new Promise<Failure>((resolve) => {
      steps.push('begun');
      finish = () => resolve(failureOf(event));
    });
    return { failure, change: failure };
  };
  const over = announce(world.announcing, news('FAILED', 'a', 10)).then(() => steps.push('over'));
  await new Promise(setImmediate);
  expect(steps).toEqual(['begun']);
  finish();
  await over;
  await announce({ ...world.announcing, isRepeated: true }, news('FAILED', 'a', 10));
  expect(steps).toEqual(['begun', 'over']);
});

test('a digest tells of its first failure from the start, and is shown anew for one that comes again', async () => {
  const world = createFakeWorld('every', failureOf);
  const refreshed: string[] = [];
  world.announcing.refreshDigest = (channel) => void refreshed.push(channel);
  const events = Array.from({ length: 6 }, (_, index) => news('FAILED', `e${index}`, 10 + index));
  await all(world, ...events);
  expect(world.digests.map(({ posts }) => posts)).toEqual([1]);
  expect(refreshed).toEqual(['C1']);
  // Whoever told it may have died before the digest showed it.
  await all(world, ...events);
  expect(refreshed).toEqual(['C1', 'C1']);
});

test('thirty failures that come again twelve times while Slack is down are one digest', async () => {
  const world = createFakeWorld('every', failureOf);
  const { messages } = world.announcing;
  const post = messages.postFailure;
  const events = Array.from({ length: 30 }, (_, index) => news('FAILED', `e${index}`, 10 + index));
  messages.postFailure = () => Promise.reject(new SlackProblem('not-sent', 'HTTP 503'));
  for (let round = 0; round < 12; round += 1) {
    for (const event of events) await announce(world.announcing, event);
    world.clock.now += 61_000;
  }
  messages.postFailure = post;
  for (const event of events) await announce(world.announcing, event);
  expect(world.shown).toHaveLength(30);
  expect(world.digests).toHaveLength(1);
});

test('every: a success that comes again, since one message could not be updated, says so once', async () => {
  const world = createFakeWorld('every', failureOf);
  await all(world, news('FAILED', 'a', 10), news('FAILED', 'b', 20));
  const { messages } = world.announcing;
  const update = messages.updateFailure;
  messages.updateFailure = async (channel, told) => {
    if (told.pipelineExecutionId === 'a') throw new SlackProblem('not-sent', 'HTTP 503');
    return update(channel, told);
  };
  const success = news('SUCCEEDED', 'c', 30);
  expect(reasons(await announce(world.announcing, success))).toHaveLength(1);
  messages.updateFailure = update;
  await all(world, success, success);
  expect(world.shown.map(({ incident, replies }) => [incident.status, replies.length])).toEqual([
    ['fixed', 0],
    ['fixed', 1],
  ]);
});

test('every: the newest failure is claimed but not posted yet when a success comes: the one before says it', async () => {
  const world = createFakeWorld('every', failureOf);
  const later = news('FAILED', 'b', 20);
  await all(world, news('FAILED', 'a', 10));
  const { messages } = world.announcing;
  const post = messages.postFailure;
  messages.postFailure = () => Promise.reject(new SlackProblem('not-sent', 'HTTP 503'));
  await all(world, later);
  messages.postFailure = post;
  await all(world, news('SUCCEEDED', 'c', 30), later);
  expect(world.shown.map(({ incident, replies }) => [incident.status, replies.length])).toEqual([
    ['fixed', 1],
    ['fixed', 0],
  ]);
});
