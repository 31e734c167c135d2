import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startTableService } from '../../playground/index.js';
import type { ChannelState } from '../../src/domain/channel-state.js';
import type { Subscription } from '../../src/domain/subscription.js';
import { createActStore } from '../../src/gateways/act-store.js';
import { createAnnouncementStore } from '../../src/gateways/announcement-store.js';
import { awsClientConfig } from '../../src/gateways/call-aws.js';
import { createTable, type Table } from '../../src/gateways/dynamo-table.js';
import { createSubscriptionStore } from '../../src/gateways/subscription-store.js';
import { createTroubleStore } from '../../src/gateways/trouble-store.js';
import { type Gate, startGate } from '../killing/start-gate.js';

const REGION = 'eu-west-1';
const MINUTE = 60_000;
let engine: Awaited<ReturnType<typeof startTableService>>;
let gate: Gate;
/** Through a gate that carries out changes and cuts the answers, so many times. */
let table: Table;
/** What others see of it. */
let others: Table;
let lost = 0;
let count = 0;
let channel: string;

beforeAll(async () => {
  engine = await startTableService();
  await engine.createTable('announcements', REGION);
  gate = await startGate(engine.url, ({ operation }, when) => {
    if (when === 'before' || lost === 0 || !/^(Put|Update|Delete)Item$/.test(operation)) return undefined;
    lost -= 1;
    return 'cut';
  });
  const credentials = { accessKeyId: 'AKIDLOCAL', secretAccessKey: 'local' };
  const at = (endpoint: string) =>
    createTable({ ...awsClientConfig, endpoint, region: REGION, credentials }, 'announcements', Date.now);
  [table, others] = [at(gate.url), at(engine.url)];
});
afterAll(async () => {
  gate.stop();
  await engine.stop();
});
beforeEach(() => {
  count += 1;
  channel = `C${count}`;
  lost = 0;
});

/** Does it while the answers to the first attempt or two get lost. */
async function losing<T>(act: () => Promise<T>, answers = 2): Promise<T> {
  lost = answers;
  const done = await act();
  expect(lost).toBe(0);
  return done;
}

const free: ChannelState = { doubts: [], posts: [], digests: [] };
const inMinutes = (minutes: number) => Date.now() + minutes * MINUTE;

test('a channel is taken, and the answer gets lost: it is ours alone', async () => {
  const taken = await losing(() => createAnnouncementStore(table, Date.now).take(channel, 'me', inMinutes(1), 'p'));
  expect(taken).toMatchObject({ posts: [], digests: [] });
  expect(await createAnnouncementStore(others, Date.now).take(channel, 'other', inMinutes(1), 'p')).toHaveProperty(
    'takenUntil',
  );
});

test('a channel is kept and given back, and the answers get lost: it was ours, and is free', async () => {
  const store = createAnnouncementStore(table, Date.now);
  await store.take(channel, 'me', inMinutes(1), 'p');
  expect(await losing(() => store.keep(channel, 'me', free, inMinutes(2)))).toBe(true);
  expect(await losing(() => store.keep(channel, 'me', free, 'given back'))).toBe(true);
  // What was on its way when it was given back can’t take it again.
  expect(await store.keep(channel, 'me', free, inMinutes(3))).toBe(false);
  expect(await createAnnouncementStore(others, Date.now).take(channel, 'other', inMinutes(1), 'p')).toEqual(free);
});

test('an act is claimed, and the answer gets lost: the claim is ours, with the advice to look first', async () => {
  const at = { region: REGION, pipelineName: `svc-${count}`, pipelineExecutionId: 'e1' };
  const wanted = { verb: 'approve', by: { id: 'U1', name: 'Ada' }, words: '' } as never;
  const options = { leaseMs: MINUTE, now: Date.now };
  const claim = await losing(() => createActStore(table, options).claim(at, 'k', wanted));
  expect(claim).toMatchObject({
    holder: expect.any(String),
    earlier: expect.arrayContaining([expect.objectContaining({ by: { id: 'U1', name: 'Ada' } })]),
  });
  expect(await createActStore(others, options).claim(at, 'k', wanted)).toHaveProperty('first');
});

test('trouble is claimed and released, and the answers get lost: it is told of once, and once that it is over', async () => {
  const [mine, theirs] = [createTroubleStore(table, Date.now), createTroubleStore(others, Date.now)];
  for (let round = 0; round < 2; round += 1) {
    expect([await losing(() => mine.claim('queue')), await theirs.claim('queue')]).toEqual([true, false]);
    expect([await losing(() => mine.release('queue')), await theirs.release('queue')]).toEqual([true, false]);
  }
});

test('a subscription is removed, and the answer gets lost: there was one', async () => {
  const subscription: Subscription = {
    region: REGION,
    pipeline: 'svc',
    channel,
    on: 'every',
    subscribedBy: 'U1',
    shared: false,
  };
  const store = createSubscriptionStore(table);
  await store.save(subscription);
  expect(await losing(() => store.remove(subscription))).toBe(true);
  expect(await store.remove(subscription)).toBe(false);
});
