import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTableService } from '../../playground/index.js';
import type { Subscription } from '../../src/domain/subscription.js';
import { awsClientConfig } from '../../src/gateways/call-aws.js';
import { createTable } from '../../src/gateways/dynamo-table.js';
import { createSubscriptionStore } from '../../src/gateways/subscription-store.js';

const REGION = 'eu-west-1';
let table: Awaited<ReturnType<typeof startTableService>>;
let store: ReturnType<typeof createSubscriptionStore>;

beforeAll(async () => {
  table = await startTableService();
  await table.createTable('test-table', REGION);
  const credentials = { accessKeyId: 'AKIDLOCAL', secretAccessKey: 'local' };
  const config = { ...awsClientConfig, endpoint: table.url, region: REGION, credentials };
  store = createSubscriptionStore(createTable(config, 'test-table', Date.now));
});
afterAll(() => table.stop());

test('a paused subscription is found until its subscriber is told, and is paused once', async () => {
  const subscription: Subscription = {
    region: REGION,
    pipeline: 'svc',
    channel: 'C1',
    on: 'every',
    subscribedBy: 'U1',
    shared: false,
  };
  const found = async () => (await store.forPipeline(REGION, 'svc')).map(({ paused }) => paused);
  const untold = { code: 'is_archived', at: 1000, isUntold: true };
  await store.pause(subscription, untold);
  expect(await store.find(subscription)).toBeUndefined();
  await store.save(subscription);
  await store.markTold(subscription);
  expect(await store.find(subscription)).toEqual(subscription);
  await store.pause(subscription, untold);
  await store.pause(subscription, { ...untold, at: 2000 });
  expect(await found()).toEqual([untold]);
  await store.markTold(subscription);
  await store.markTold(subscription);
  expect(await found()).toEqual([]);
  expect((await store.ofChannel('C1')).map(({ paused }) => paused)).toEqual([{ code: 'is_archived', at: 1000 }]);
});
