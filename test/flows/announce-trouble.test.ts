import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Subscription } from '../../src/domain/subscription.js';
import type { Item, Table } from '../../src/gateways/dynamo-table.js';
import { createSubscriptionStore } from '../../src/gateways/subscription-store.js';
import {
  type AnnounceWorld,
  announcedIn,
  CREDENTIALS,
  failureOf,
  REGION,
  startAnnounceWorld,
  TABLE,
} from './announce-world.js';
import { seen } from './gestures.js';
import type { LogLine } from './start-world.js';

let world: AnnounceWorld;

beforeAll(async () => {
  // On a busy machine thirty channels take longer than the tests' usual lease; each would be taken over from the other.
  world = await startAnnounceWorld({}, { timings: { visibilitySeconds: 60, leaseMs: 60_000 } });
});
afterAll(() => world.stop());

/** What saving each of them would leave in the table, in calls of 25. */
async function subscribeAll(subscriptions: Subscription[]): Promise<void> {
  const items: Item[] = [];
  const put = async (item: Item) => void items.push(item);
  const { save } = createSubscriptionStore({ put } as Table);
  for (const subscription of subscriptions) await save(subscription);
  const client = new DynamoDBClient({ endpoint: world.tableUrl, region: REGION, credentials: CREDENTIALS });
  const table = DynamoDBDocumentClient.from(client);
  for (let at = 0; at < items.length; at += 25) {
    const requests = items.slice(at, at + 25).map((item) => ({ PutRequest: { Item: item } }));
    const { UnprocessedItems } = await table.send(new BatchWriteCommand({ RequestItems: { [TABLE]: requests } }));
    expect(UnprocessedItems).toEqual({});
  }
  client.destroy();
}

const laterLines = (message: string) =>
  world.log.filter((line) => line.message === message && line.outcome === 'later') as (LogLine & {
    againInSeconds: number;
  })[];

test('Slack is down: the event waits in the queue and is told once', async () => {
  const svc = await world.subscribed();
  world.slack.faults.add({ on: 'chat.postMessage', channel: svc.channel, times: 2, status: 503 });
  const id = await world.send(svc.fail());
  await world.over(id);
  expect(svc.posted()).toHaveLength(1);
  expect(laterLines(id).map(({ receives }) => receives)).toEqual([1, 2]);
});

test('AWS is down: a failure whose cause is unknown is told when AWS is back', async () => {
  const svc = await world.subscribed();
  world.aws.faults.throttle = true;
  const id = await world.send(svc.fail());
  const { problems } = await world.logged((line) => line.message === id && line.outcome === 'later');
  expect(problems).toEqual([
    expect.objectContaining({
      name: 'AwsProblem',
      message: expect.stringMatching(/List(Pipeline|Action)Executions: Throttling/),
    }),
  ]);
  expect(svc.posted()).toEqual([]);
  world.aws.faults.reset();
  await world.over(id);
  expect(svc.posted()).toHaveLength(1);
  expect(seen(svc.posted()[0] as never)).toMatch(/failed in Build: npm run build exited with 1/);
});

test('a channel that Slack asks to wait does wait, and others go on', async () => {
  const [slow, quick] = [await world.subscribed(), await world.subscribed()];
  const takeAway = world.slack.faults.add({ on: 'chat.postMessage', channel: slow.channel, retryAfter: 1 });
  const refused = world.slack.nextRequest('chat.postMessage');
  const first = await world.send(slow.fail());
  const { at } = await refused;
  await world.deliver(quick.fail());
  expect(slow.posted()).toEqual([]);
  expect(quick.posted()).toHaveLength(1);
  takeAway();
  await world.over(first);
  expect(slow.posted()).toHaveLength(1);
  expect(Number(slow.posted()[0]?.ts) * 1000 - at).toBeGreaterThanOrEqual(990);
  expect(laterLines(first)).toEqual([]);
});

test('a channel that Slack asks to wait for long is left to the queue', async () => {
  const svc = await world.subscribed();
  const takeAway = world.slack.faults.add({ on: 'chat.postMessage', channel: svc.channel, retryAfter: 30 });
  const id = await world.send(svc.fail());
  await world.logged((line) => line.message === id && line.outcome === 'later');
  const [{ againInSeconds } = { againInSeconds: 0 }] = laterLines(id);
  expect(againInSeconds).toBeGreaterThan(25);
  takeAway();
  world.sqs.reset();
});

test('a channel that is gone: its subscription is paused, and the subscriber is told once', async () => {
  const { slack } = world;
  const svc = await world.subscribed('--on every');
  slack.changeChannel(svc.channel, { isArchived: true });
  const direct = () => slack.messagesSeenBy(slack.people.me, slack.channels.direct);
  const before = direct().length;
  const from = slack.requests.length;
  await world.deliver(svc.fail());
  await world.deliverAtOnce(svc.fail(), svc.fail());
  const told = direct().slice(before);
  expect(told).toHaveLength(1);
  expect(seen(told[0] as never)).toMatch(
    new RegExp(`Failures of ${svc.name} are no longer posted, because the channel is archived`),
  );
  const tried = slack.requests
    .slice(from)
    .filter(({ method, args }) => method === 'chat.postMessage' && args.channel === svc.channel);
  expect(tried).toHaveLength(1);
  slack.changeChannel(svc.channel, { isArchived: false });
  const listed = await (await slack.runCommand({ text: 'subscriptions', channel: svc.channel })).nextAnswer();
  expect(seen(listed)).toMatch(/paused, because the channel is archived\. Subscribe again to go on/);
  await slack.runCommand({ text: `subscribe ${svc.name}`, channel: svc.channel });
  await world.deliver(svc.fail());
  expect(svc.posted()).toHaveLength(1);
});

test('a storm over thirty pipelines, on two replicas: the number of its digest is that of its bullets and of its replies', async () => {
  const { slack, aws } = world;
  await world.anotherBot();
  const channel = slack.addChannel({ name: 'storm' }).id;
  await slack.runCommand({ text: 'subscribe storm-* --on every', channel });
  const names = Array.from({ length: 30 }, (_, index) => `storm-${index}`);
  for (const name of names) aws.account.addPipeline({ name });
  await world.deliverAtOnce(...names.map((name) => failureOf(world, name)));
  const posted = announcedIn(slack, channel);
  const top = posted.filter(({ threadTs }) => !threadTs);
  expect(top).toHaveLength(4);
  const digest = top.find(({ text }) => /pipelines failing since/.test(text));
  expect(digest?.text).toMatch(/^27 pipelines failing since/);
  const bullets = digest?.blocks.flatMap(
    (block) =>
      JSON.stringify(block)
        .match(/"rich_text_section"/g)
        ?.slice(1) ?? [],
  );
  expect(bullets).toHaveLength(27);
  expect(seen(digest as never)).toMatch(/storm-\d+ · Build · npm run build exited with 1/);
  expect(posted.filter(({ threadTs }) => threadTs === digest?.ts)).toHaveLength(27);
  const named = posted.flatMap(({ text }) => /storm-\d+ failed/.exec(text) ?? []);
  expect(new Set(named).size).toBe(30);
  expect(slack.violations.filter(({ error }) => error !== 'is_archived')).toEqual([]);
});

test('two thousand subscriptions cost an event no more reads than the fifty that hear of it', async () => {
  const { slack } = world;
  const svc = await world.subscribed();
  const channels = Array.from({ length: 50 }, (_, index) => slack.addChannel({ name: `fifty-${index}` }).id);
  const base = { region: REGION, on: 'broken' as const, subscribedBy: slack.people.me, shared: false };
  const others = Array.from({ length: 1948 }, (_, index) => `other-${index}${index % 10 ? '' : '-*'}`);
  await subscribeAll([
    ...channels.map((channel) => ({ ...base, channel, pipeline: svc.name })),
    ...others.map((pipeline, index) => ({ ...base, channel: `C${index}`, pipeline })),
  ]);
  const patterns = slack.addChannel({ name: 'patterns' }).id;
  await world.subscribe({ ...base, channel: patterns, pipeline: 'svc-*' });
  world.tableCalls.length = 0;
  const before = world.log.length;
  await world.deliver(svc.fail());
  for (const channel of [svc.channel, ...channels, patterns]) {
    expect(announcedIn(slack, channel)).toHaveLength(1);
  }
  const reads = world.tableCalls.filter((operation) => /Get|Query|Scan/.test(operation));
  // A busy machine may outlive the tests' short lease; the event then comes again and is read for again.
  const times = world.log.slice(before).filter(({ what, outcome }) => what === 'event' && outcome !== 'ignored').length;
  expect(reads).not.toContain('Scan');
  expect(reads.length).toBeLessThanOrEqual((2 + channels.length + 2) * times);
});
