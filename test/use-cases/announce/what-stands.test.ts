import { expect, test } from '@jest/globals';
import type { Failure } from '../../../src/domain/failure.js';
import type { Reason } from '../../../src/domain/reason.js';
import { SlackProblem } from '../../../src/domain/slack-problem.js';
import type { Content } from '../../../src/use-cases/announce/ports.js';
import { createFakeWorld, type FakeWorld, fact, failureOf, PIPELINE, row, subscribed } from './fake-world.js';

/** Seconds of events: shortly before the world's clock. */
const T = 999_000;

const failedIn = (stageName: string, reason: Reason): Pick<Failure, 'actions'> => ({
  actions: [{ stageName, actionName: stageName, reason, failedBefore: [] }],
});
const build: Reason = { kind: 'command', command: 'npm run build', status: '1' };
const permission: Reason = { kind: 'permission', action: 'ecs:UpdateService' };

/** What gathering says of each execution. */
function gathering(world: FakeWorld, failures: Record<string, Partial<Failure>>): void {
  world.deps.gather = (_, { pipelineExecutionId, branch }) => {
    const failure = Promise.resolve(failureOf(pipelineExecutionId, { branch, ...failures[pipelineExecutionId] }));
    return { failure, change: failure };
  };
}

/** Lets something happen, as AWS lists it from then on, and delivers its event. */
async function happen(world: FakeWorld, ...given: Parameters<typeof fact>): Promise<void> {
  const [state, id, at, change] = given;
  const status = { failed: 'Failed', succeeded: 'Succeeded', running: 'InProgress', ended: 'Stopped' }[state];
  const others = world.executions.filter(({ pipelineExecutionId }) => pipelineExecutionId !== id);
  const startTime = new Date(change?.startedAt ?? at * 1000 - 500);
  world.executions.splice(0, 100, row(status, id, at, { startTime }), ...others);
  const settled = await world.look(fact(state, id, at, change));
  expect(settled.filter((one) => one.status === 'rejected')).toEqual([]);
}

const lastOf = (world: FakeWorld, kind: Content['kind']) => world.shown(kind).at(-1)?.content;

test('the same place and reason: a quiet update, 3rd in a row', async () => {
  const world = createFakeWorld();
  const same = failedIn('Build', build);
  gathering(world, { a: same, b: same, c: same });
  for (const [index, id] of ['a', 'b', 'c'].entries()) await happen(world, 'failed', id, T + 10 * index);
  expect(world.incidents()).toEqual([['c', 'failed', 3, 0]]);
  expect(world.messages).toHaveLength(1);
});

test('another place or reason: the message is updated, and one reply that the channel sees says so', async () => {
  const world = createFakeWorld();
  gathering(world, {
    a: failedIn('Build', build),
    b: failedIn('Deploy', permission),
    c: failedIn('Deploy', permission),
  });
  await happen(world, 'failed', 'a', T);
  await happen(world, 'failed', 'b', T + 10);
  await happen(world, 'failed', 'c', T + 20);
  expect(world.incidents()).toEqual([['c', 'failed', 3, 0]]);
  expect(world.shown('changed').map(({ threadTs }) => threadTs)).toEqual([world.shown('incident')[0]?.ts]);
  expect(lastOf(world, 'changed')).toMatchObject({ cause: { reason: permission }, was: { reason: build } });
});

test.each([false, true])(
  'failed on branch a, succeeded on b, failed on c: a stays failed; its events noted: %s',
  async (isNoted) => {
    const world = createFakeWorld();
    const branches: Record<string, string> = { x: 'a', y: 'b', z: 'c', repair: 'a' };
    gathering(world, Object.fromEntries(Object.entries(branches).map(([id, branch]) => [id, { branch }])));
    const asked: string[] = [];
    world.deps.askExecution = async (_, id) => {
      asked.push(id);
      return { branch: branches[id] };
    };
    const change = (id: string) => (isNoted ? { branch: branches[id] } : {});
    await happen(world, 'failed', 'x', T, change('x'));
    await happen(world, 'succeeded', 'y', T + 10, change('y'));
    await happen(world, 'failed', 'z', T + 20, change('z'));
    expect(world.incidents()).toEqual([
      ['x', 'failed', 1, 0],
      ['z', 'failed', 1, 0],
    ]);
    expect([...new Set(asked)]).toEqual(isNoted ? [] : ['y']);
    // Two hours later events are no longer noted, and AWS's list names no branch.
    world.clock.now += 2 * 60 * 60_000;
    await happen(world, 'succeeded', 'repair', T + 9000);
    expect(world.incidents()).toEqual([
      ['x', 'fixed', 1, 1],
      ['z', 'failed', 1, 0],
    ]);
  },
);

test('a success of which AWS tells no branch repairs no failure of a branch', async () => {
  const world = createFakeWorld();
  await happen(world, 'failed', 'x', T, { branch: 'main' });
  await happen(world, 'succeeded', 'y', T + 10);
  expect(world.incidents()).toEqual([['x', 'failed', 1, 0]]);
});

test('a rollback repairs nothing: the message says what runs now; the last success is never a rollback', async () => {
  const world = createFakeWorld();
  await happen(world, 'failed', 'x', T);
  const to = [{ name: 'Source', revisionId: '1234abcd'.repeat(5) }];
  world.executions.unshift(row('Succeeded', 'back', T + 10, { executionType: 'ROLLBACK', revisions: to }));
  await world.look(fact('succeeded', 'back', T + 10));
  expect(world.incidents()).toEqual([['x', 'failed', 1, 0]]);
  expect(lastOf(world, 'incident')).toMatchObject({ incident: { rolledBackTo: { id: to[0]?.revisionId } } });
  await happen(world, 'succeeded', 'y', T + 20);
  expect(world.incidents()).toEqual([['x', 'fixed', 1, 1]]);
});

test('a rollback that AWS does not list yet is asked for, and repairs nothing either', async () => {
  const world = createFakeWorld();
  world.deps.askExecution = async () => ({ isRollback: true });
  await happen(world, 'failed', 'x', T);
  await world.look(fact('succeeded', 'back', T + 10));
  expect(world.incidents()).toEqual([['x', 'failed', 1, 0]]);
});

test.each([
  ['retry', fact('succeeded', 'x', T + 31, { attempt: 2, startedAt: (T - 5) * 1000 }), 'same'],
  ['same revision', fact('succeeded', 'y', T + 31), 'same'],
  ['revision', fact('succeeded', 'y', T + 31), 'another'],
])('fixed by a %s', async (by, success, revisionId) => {
  const world = createFakeWorld();
  const revisions = (id: string) => [{ name: 'Source', revisionId: id }];
  const startTime = new Date((T - 5) * 1000);
  world.executions.push(row('Failed', 'x', T, { revisions: revisions('same'), startTime }));
  await world.look(fact('failed', 'x', T, { startedAt: Number(startTime) }));
  if (success.pipelineExecutionId === 'x') world.executions.splice(0);
  world.executions.unshift(row('Succeeded', success.pipelineExecutionId, T + 31, { revisions: revisions(revisionId) }));
  await world.look(success);
  expect(lastOf(world, 'fixed')).toMatchObject({ incident: { fix: { by, at: success.at }, since: T * 1000 } });
});

test('what is stopped, superseded or cancelled neither breaks nor repairs', async () => {
  const world = createFakeWorld();
  await happen(world, 'failed', 'x', T);
  for (const [index, status] of ['Stopped', 'Superseded', 'Cancelled', 'InProgress'].entries()) {
    world.executions.unshift(row(status, `s${index}`, T + 10 + index));
    await world.look(fact('ended', `s${index}`, T + 10 + index));
  }
  expect(world.incidents()).toEqual([['x', 'failed', 1, 0]]);
});

test('a retry shows that it runs, and when it is stopped the failure stands as it was', async () => {
  const world = createFakeWorld();
  await happen(world, 'failed', 'x', T);
  await happen(world, 'running', 'x', T + 10, { attempt: 2, startedAt: T * 1000 - 500 });
  expect(world.incidents()).toEqual([['x', 'retrying', 1, 0]]);
  await happen(world, 'ended', 'x', T + 20, { attempt: 2, startedAt: T * 1000 - 500 });
  expect(world.incidents()).toEqual([['x', 'failed', 1, 0]]);
});

test('the pipeline of the same name in another account or region is another pipeline', async () => {
  const world = createFakeWorld();
  await happen(world, 'failed', 'x', T);
  const success = fact('succeeded', 'y', T + 10);
  world.deps.listExecutions = async () => ({ executions: [row('Succeeded', 'y', T + 10)], more: false });
  await world.another()(success, { ...PIPELINE, account: '210987654321' });
  await world.another()(success, { ...PIPELINE, region: 'us-east-1' });
  expect(world.incidents()).toEqual([['x', 'failed', 1, 0]]);
  await world.another()(success);
  expect(world.incidents()).toEqual([['x', 'fixed', 1, 1]]);
});

test('no subscription: AWS is not asked, and nothing is noted', async () => {
  const world = createFakeWorld();
  world.subscriptions.splice(0);
  const calls: string[] = [];
  world.deps.listExecutions = async () => [calls.push('list')] as never;
  world.deps.gather = () => calls.push('gather') as never;
  world.deps.store.note = async () => void calls.push('note');
  expect(await world.look(fact('failed', 'x', T))).toEqual([]);
  expect(calls).toEqual([]);
});

test('only what failed since the channel subscribed is told; what is open and was told goes on', async () => {
  const world = createFakeWorld();
  world.executions.push(row('Failed', 'old', T));
  world.subscriptions.splice(0, 1, subscribed({ on: 'every', subscribedAt: (T + 5) * 1000 }));
  await happen(world, 'failed', 'new', T + 10);
  expect(world.incidents().map(([id]) => id)).toEqual(['new']);
  world.subscriptions.splice(0, 1, subscribed({ on: 'every', subscribedAt: (T + 15) * 1000 }));
  await happen(world, 'succeeded', 'repair', T + 20);
  expect(world.incidents()).toEqual([['new', 'fixed', 1, 1]]);
});

test('a subscription of before that time was noted hears of what events of the last hour tell', async () => {
  const world = createFakeWorld();
  world.executions.push(row('Failed', 'old', T));
  world.subscriptions.splice(0, 1, subscribed({ on: 'every', subscribedAt: undefined }));
  await happen(world, 'failed', 'new', T + 10);
  expect(world.incidents().map(([id]) => id)).toEqual(['new']);
});

test('one branch of a pipeline beside all pipelines: a failure of another branch is told, whether the event or AWS names the branch', async () => {
  for (const change of [{ branch: 'dev' }, {}]) {
    const world = createFakeWorld();
    gathering(world, { x: { branch: 'dev' } });
    world.subscriptions.splice(0, 1, subscribed({ branch: 'main' }), subscribed({ pipeline: '*' }));
    await happen(world, 'failed', 'x', T, change);
    expect(world.incidents()).toHaveLength(1);
    world.subscriptions.splice(1);
    await happen(world, 'failed', 'y', T + 10, { branch: 'dev' });
    expect(world.incidents()).toHaveLength(1);
  }
});

test('a hundred newer executions push a failure out of AWS’s list: it stays open until something repairs it', async () => {
  const world = createFakeWorld();
  await happen(world, 'failed', 'x', T);
  world.clock.now += 2 * 60 * 60_000;
  world.executions.splice(
    0,
    100,
    ...Array.from({ length: 100 }, (_, index) => row('Stopped', `s${index}`, T + 8000 - index)),
  );
  await world.look(fact('ended', 's0', T + 8000));
  expect(world.incidents()).toEqual([['x', 'failed', 1, 0]]);
  await happen(world, 'succeeded', 'y', T + 9000);
  expect(world.incidents()).toEqual([['x', 'fixed', 1, 1]]);
});

test('every: a success that comes again, since one message could not be updated, says so once', async () => {
  const world = createFakeWorld();
  world.subscriptions.splice(0, 1, subscribed({ on: 'every' }));
  await happen(world, 'failed', 'a', T);
  await happen(world, 'failed', 'b', T + 10);
  const { update } = world.deps.messages;
  world.deps.messages.update = async () => {
    throw new SlackProblem('not-sent', 'HTTP 503');
  };
  world.executions.unshift(row('Succeeded', 'c', T + 20));
  expect(await world.look(fact('succeeded', 'c', T + 20))).toMatchObject([{ status: 'rejected' }]);
  world.deps.messages.update = update;
  await world.look(fact('succeeded', 'c', T + 20));
  await world.look(fact('succeeded', 'c', T + 20));
  expect(world.incidents()).toEqual([
    ['a', 'fixed', 1, 0],
    ['b', 'fixed', 1, 1],
  ]);
});

test('someone deleted the message: the next failure is told anew, and nothing else is', async () => {
  const world = createFakeWorld();
  await happen(world, 'failed', 'a', T);
  const { update } = world.deps.messages;
  world.deps.messages.update = async () => {
    throw new SlackProblem('message-gone', 'message_not_found');
  };
  await happen(world, 'running', 'a', T + 10, { attempt: 2, startedAt: T * 1000 - 500 });
  await happen(world, 'ended', 'a', T + 20, { attempt: 2, startedAt: T * 1000 - 500 });
  expect(world.messages).toHaveLength(1);
  await happen(world, 'failed', 'b', T + 30);
  expect(world.incidents().map(([id]) => id)).toEqual(['a', 'b']);
  world.deps.messages.update = update;
  await happen(world, 'succeeded', 'c', T + 40);
  expect(world.incidents()[1]).toEqual(['b', 'fixed', 2, 1]);
});

test('a message that Slack no longer lets us change still has its repair told in its thread', async () => {
  const world = createFakeWorld();
  await happen(world, 'failed', 'a', T);
  world.deps.messages.update = async () => {
    throw new SlackProblem('not-editable', 'edit_window_closed');
  };
  await happen(world, 'succeeded', 'b', T + 10);
  await happen(world, 'succeeded', 'b', T + 10);
  expect(world.shown('fixed')).toHaveLength(1);
});

/** Pipelines of which each fails, one after the other. */
async function storm(world: FakeWorld, names: string[], at: number): Promise<void> {
  for (const name of names) {
    world.executions.splice(0, 100);
    await world.look(fact('failed', `${name}-${at}`, at), { ...PIPELINE, pipelineName: name });
  }
}

test('a digest is over a minute after its last member: the next storm has its own', async () => {
  const world = createFakeWorld();
  const names = Array.from({ length: 7 }, (_, index) => `svc-${index}`);
  await storm(world, names, T);
  world.clock.now += 60 * 60_000;
  await storm(
    world,
    names.map((name) => `other-${name}`),
    T + 3600,
  );
  const digests = world.shown('digest');
  expect(digests).toHaveLength(2);
  for (const { ts, content } of digests) {
    const { members } = (content as Content & { kind: 'digest' }).digest;
    expect(members).toHaveLength(4);
    expect(world.shown('incident').filter(({ threadTs }) => threadTs === ts)).toHaveLength(4);
  }
  expect(world.shown('incident').filter(({ threadTs }) => !threadTs)).toHaveLength(6);
});

test('a digest goes on as long as failures come within a minute of each other, and shows what is fixed', async () => {
  const world = createFakeWorld();
  for (let index = 0; index < 9; index += 1) {
    await storm(world, [`svc-${index}`], T + 50 * index);
    world.clock.now += index < 3 ? 1000 : 50_000;
  }
  expect(world.shown('digest')).toHaveLength(1);
  world.executions.splice(0, 100, row('Succeeded', 'repair', T + 900));
  await world.look(fact('succeeded', 'repair', T + 900), { ...PIPELINE, pipelineName: 'svc-8' });
  const { members } = (lastOf(world, 'digest') as Content & { kind: 'digest' }).digest;
  expect(members.map(({ pipeline, status }) => [pipeline.pipelineName, status])).toEqual([
    ...[3, 4, 5, 6, 7].map((index) => [`svc-${index}`, 'failed']),
    ['svc-8', 'fixed'],
  ]);
  // The digest says it; its replies stay as many as its bullets.
  expect(world.messages.filter(({ threadTs }) => threadTs === world.shown('digest')[0]?.ts)).toHaveLength(6);
});

test('someone deleted the digest: the next failure is told in the channel', async () => {
  const world = createFakeWorld();
  await storm(world, ['a', 'b', 'c', 'd'], T);
  const { post } = world.deps.messages;
  world.deps.messages.post = async (channel, content, key, threadTs) => {
    if (threadTs) throw new SlackProblem('message-gone', 'thread_not_found');
    return post(channel, content, key, threadTs);
  };
  await storm(world, ['e'], T + 1);
  expect(world.shown('incident').at(-1)).toMatchObject({ threadTs: undefined });
});

/** So short that what follows still belongs to the storm. */
const SHORT_LEASE_MS = 3000;

test('a process died after it opened a digest, the next one after its first reply: the failure is told once', async () => {
  const world = createFakeWorld();
  await storm(world, ['a', 'b', 'c'], T);
  const failed = fact('failed', 'd', T + 1);
  const dying = (kind: Content['kind']) =>
    new Promise<void>((resolve) => {
      const { post } = world.deps.messages;
      const postAndDie: typeof post = async (channel, content, ...more) => {
        const ts = await post(channel, content, ...more);
        if (content.kind !== kind) return ts;
        resolve();
        return new Promise<never>(() => {});
      };
      const messages = { ...world.deps.messages, post: postAndDie };
      void world.another({ messages }, SHORT_LEASE_MS)(failed, { ...PIPELINE, pipelineName: 'd' });
    });
  for (const kind of ['digest', 'incident'] as const) {
    await dying(kind);
    world.clock.now += SHORT_LEASE_MS + 1;
  }
  await world.look(failed, { ...PIPELINE, pipelineName: 'd' });
  expect(world.shown('digest')).toHaveLength(1);
  expect(world.shown('incident').filter(({ threadTs }) => threadTs)).toHaveLength(1);
});
