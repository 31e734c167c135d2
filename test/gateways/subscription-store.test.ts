import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Subscription } from '../../src/domain/subscription.js';
import { awsClientConfig } from '../../src/gateways/call-aws.js';
import { createTable } from '../../src/gateways/dynamo-table.js';
import { type EmbeddedTable, startEmbeddedTable } from '../../src/gateways/embedded-table.js';
import { createSubscriptionStore } from '../../src/gateways/subscription-store.js';

let folder: string;
let engine: EmbeddedTable;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'subscriptions-'));
  engine = await startEmbeddedTable(folder, 'test-table', { ...awsClientConfig, region: 'eu-west-1' });
});
afterEach(async () => {
  await engine.stop();
  await rm(folder, { recursive: true });
});

test('a paused subscription is found as long as nobody knows of it, and only one can change what is marked', async () => {
  const store = createSubscriptionStore(createTable(engine.config, 'test-table', Date.now));
  const subscription: Subscription = {
    ...{ region: 'eu-west-1', pipeline: 'svc', channel: 'C1', on: 'every', subscribedBy: 'U1', shared: false },
  };
  const told = { code: 'is_archived', at: 1000 };
  const untold = { ...told, tellAgainAt: 2000 };
  const found = () => store.forPipeline('eu-west-1', 'svc');
  expect(await store.pause(subscription, untold)).toBe(false);
  await store.save(subscription);
  expect(await store.pause(subscription, untold)).toBe(true);
  expect(await store.pause(subscription, untold)).toBe(false);
  const [marked] = await found();
  expect(marked?.paused).toEqual(untold);
  const changes = await Promise.all([1, 2].map(() => store.pause(marked as Subscription, told)));
  expect(changes.sort()).toEqual([false, true]);
  expect(await found()).toEqual([]);
  expect((await store.ofChannel('C1')).map(({ paused }) => paused)).toEqual([told]);
});
