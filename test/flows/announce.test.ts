import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { endingAt, failedTests, type StoredMessage } from '../../playground/index.js';
import { type AnnounceWorld, startAnnounceWorld } from './announce-world.js';
import { click, seen } from './gestures.js';

let world: AnnounceWorld;

beforeAll(async () => {
  world = await startAnnounceWorld();
});
afterAll(() => world.stop());

/** The event of the pipeline's end, which comes last. */
const lastOf = (events: string[]): string => events.at(-1) ?? '';
const namedIn = ({ blocks }: StoredMessage) =>
  [...JSON.stringify(blocks).matchAll(/"user_id":"(\w+)"/g)].map(([, id]) => id);
const onlyOne = (messages: StoredMessage[]): StoredMessage => {
  expect(messages).toHaveLength(1);
  return messages[0] as StoredMessage;
};

test('a failure is told; its retry, its second failure and its repair update the message', async () => {
  const svc = await world.subscribed();
  await world.deliver(svc.fail());
  const first = onlyOne(svc.posted());
  expect(seen(first)).toMatch(
    /❌ svc-\d+ failed in Build: npm run build exited with 1.*First failure.*Open build.*Details…/,
  );
  expect(seen(first)).toMatch(/src\/cart\/totals.ts:48/);
  const [resumed = '', ...rest] = world.eventsOf(() =>
    world.aws.account.retry(svc.name, { script: endingAt('Build/Build', failedTests, [2]) }),
  );
  await world.deliver(resumed);
  // AWS's list has the second failure already, and counts as newer where a second began between the two.
  expect(seen(onlyOne(svc.top()))).toMatch(/being retried|a gift card pays none/);
  await world.deliver(lastOf(rest));
  expect(seen(onlyOne(svc.top()))).toMatch(/❌ svc-\d+ failed in Build.*a gift card pays none/);
  expect(onlyOne(svc.replies()).text).toMatch(
    /^svc-\d+ is now failing in Build: npm test exited with 1 \(was: npm run build exited with 1\)$/,
  );
  await world.deliver(...svc.retry());
  expect(seen(onlyOne(svc.top()))).toMatch(/✅ svc-\d+ works again after .*, on retry.*Was: Build/);
  expect(svc.replies()[1]?.text).toMatch(/^svc-\d+ works again after .*, on retry$/);
  expect(svc.replies()).toHaveLength(2);
  expect(onlyOne(svc.top()).ts).toBe(first.ts);
  expect(world.slack.violations).toEqual([]);
});

test('broken: later failures update the message quietly until an execution succeeds', async () => {
  const svc = await world.subscribed();
  await world.deliver(svc.fail(), svc.fail(), svc.fail());
  expect(seen(onlyOne(svc.posted()))).toMatch(/failed in Build.*3rd in a row/);
  await world.deliver(svc.succeed());
  expect(seen(onlyOne(svc.top()))).toMatch(/works again after .*, with [0-9a-f]{8}/);
  expect(svc.replies()).toHaveLength(1);
  await world.deliver(svc.fail());
  expect(svc.top()).toHaveLength(2);
  expect(seen(svc.top()[1] as StoredMessage)).toMatch(/❌ svc-\d+ failed/);
});

test('every: each failed execution has its message; a success repairs them all and says so once', async () => {
  const svc = await world.subscribed('--on every');
  await world.deliver(svc.fail(), svc.fail());
  expect(svc.top()).toHaveLength(2);
  await world.deliver(svc.succeed());
  expect(svc.top().filter(({ text }) => /works again after/.test(text))).toHaveLength(2);
  expect(onlyOne(svc.replies()).threadTs).toBe(svc.top()[1]?.ts);
});

test('delivered twice and at once, to two replicas: one message', async () => {
  const svc = await world.subscribed('--on every');
  await world.anotherBot();
  const failed = svc.fail();
  const ids = await Promise.all(Array.from({ length: 6 }, () => world.send(failed)));
  await Promise.all(ids.map(world.over));
  onlyOne(svc.posted());
  const fixed = lastOf(svc.retry());
  await Promise.all((await Promise.all(Array.from({ length: 4 }, () => world.send(fixed)))).map(world.over));
  onlyOne(svc.top());
  onlyOne(svc.replies());
});

test('a failure that is heard of after its repair is told as repaired', async () => {
  const svc = await world.subscribed();
  const failed = svc.fail();
  const retried = svc.retry();
  await world.deliver(lastOf(retried), failed, ...retried);
  expect(seen(onlyOne(svc.top()))).toMatch(/✅ svc-\d+ works again after .*, on retry/);
});

test('an answer that got lost does not become a second message', async () => {
  const svc = await world.subscribed();
  world.slack.faults.add({ on: 'chat.postMessage', channel: svc.channel, times: 1, drop: 'after' });
  await world.deliver(svc.fail());
  const message = onlyOne(svc.posted());
  expect(world.log.filter(({ outcome }) => outcome === 'later')).not.toEqual([]);
  world.slack.faults.add({ on: 'chat.postMessage', channel: svc.channel, times: 1, drop: 'after' });
  await world.deliver(...svc.retry());
  expect(onlyOne(svc.top()).ts).toBe(message.ts);
  onlyOne(svc.replies());
});

test('the person whom the subscription names is named once, and the author by their e-mail', async () => {
  const { me } = world.slack.people;
  const svc = await world.subscribed(`--mention <@${me}>`);
  await world.deliver(svc.fail());
  expect(namedIn(onlyOne(svc.posted()))).toEqual([me]);
  const other = await world.subscribed('--mention author');
  const failed = other.fail();
  const source = world.aws.account.find(other.name)?.executions.at(-1)?.actions[0]?.output.outputVariables;
  const author = world.slack.addUser({ name: 'author', email: source?.AuthorEmail ?? '' });
  await world.deliver(failed);
  expect(namedIn(onlyOne(other.posted()))).toEqual([author.id]);
});

test('Slack does not say whether another company reads a channel: no log line, and that is why', async () => {
  const takeAway = world.slack.faults.add({ on: 'conversations.info', error: 'missing_scope' });
  const svc = await world.subscribed();
  await world.deliver(svc.fail());
  takeAway();
  const told = seen(onlyOne(svc.posted()));
  expect(told).toMatch(/I can’t see whether another company reads this channel, so the log is left out/);
  expect(told).not.toMatch(/totals.ts:48|shared with another company/);
});

test('the log of each failure stands once in the thread of its message', async () => {
  const svc = await world.subscribed();
  const first = svc.fail();
  await world.deliver(first, first);
  const { ts } = onlyOne(svc.posted());
  expect(onlyOne(svc.logs())).toMatchObject({
    threadTs: ts,
    text: expect.stringMatching(/^The last \d+ lines of Build/),
  });
  expect(seen(onlyOne(svc.logs()))).toMatch(/totals.ts:48/);
  const events = world.eventsOf(() =>
    world.aws.account.retry(svc.name, { script: endingAt('Build/Build', failedTests, [2]) }),
  );
  await world.deliver(...events);
  expect(svc.logs().map(({ threadTs }) => threadTs)).toEqual([ts, ts]);
  expect(seen(svc.logs()[1] as StoredMessage)).toMatch(/a gift card pays none/);
  expect(world.slack.violations).toEqual([]);
});

test('in a channel that another company reads, the log is left out', async () => {
  const svc = await world.subscribed('', { isShared: true });
  expect(svc.posted()).toEqual([]);
  const announced = world.slack.nextMessage(({ channel, visibleTo }) => channel === svc.channel && !visibleTo);
  await click(world.slack, world.slack.messagesSeenBy(undefined, svc.channel)[0] as StoredMessage, 'Subscribe anyway');
  await announced;
  await world.deliver(svc.fail());
  expect(seen(onlyOne(svc.posted()))).toMatch(/exited with 1/);
  expect(seen(onlyOne(svc.posted()))).not.toMatch(/totals.ts:48/);
  expect(svc.logs()).toEqual([]);
});

test('a pattern hears of what fits it, and a name beside it says how', async () => {
  const svc = await world.subscribed('--on every');
  await world.slack.runCommand({ text: 'subscribe svc-*', channel: svc.channel });
  await world.deliver(svc.fail(), svc.fail());
  expect(svc.top()).toHaveLength(2);
  await world.slack.runCommand({ text: 'unsubscribe svc-*', channel: svc.channel });
});

test('only the wanted branch is told', async () => {
  const svc = await world.subscribed('--branch release');
  const [line] = await world.deliver(svc.fail());
  expect(svc.posted()).toEqual([]);
  expect(line).toMatchObject({ outcome: 'announced', told: [{ did: 'nothing', because: 'another branch' }] });
});

test('what is none of ours is deleted, what can’t be read goes the dead-letter way', async () => {
  const cloudTrail = JSON.stringify({
    source: 'aws.codepipeline',
    'detail-type': 'AWS API Call via CloudTrail',
    detail: {},
  });
  const foreign = JSON.stringify({
    source: 'aws.ec2',
    'detail-type': 'EC2 Instance State-change Notification',
    detail: {},
  });
  const lines = await world.deliver(cloudTrail, foreign);
  expect(lines.map(({ outcome, because }) => [outcome, because])).toEqual([
    ['ignored', 'unknown detail-type'],
    ['ignored', 'foreign source'],
  ]);
  const id = await world.send('{"source":"aws.codepipeline"');
  const { level } = await world.logged((line) => line.message === id && line.outcome === 'malformed');
  expect(level).toBe(50);
  const inQueue = world.sqs.inspectQueue('failures')?.messages;
  expect(
    [...(inQueue?.inflight.map(({ message }) => message) ?? []), ...(inQueue?.ready ?? [])].map(
      ({ messageId }) => messageId,
    ),
  ).toContain(id);
});
