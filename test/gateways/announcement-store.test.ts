import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Claim, ExecutionNews, Slot, SlotKey, Told } from '../../src/domain/incident.js';
import { createAnnouncementStore } from '../../src/gateways/announcement-store.js';
import { awsClientConfig } from '../../src/gateways/call-aws.js';
import { type Change, createTable, type Item, type Table } from '../../src/gateways/dynamo-table.js';
import { type EmbeddedTable, startEmbeddedTable } from '../../src/gateways/embedded-table.js';

const DAY = 24 * 60 * 60;
const NOW_SECONDS = 1_000_000;

/** Records a slot and returns the values that are written. */
async function written(slot: Slot): Promise<Change['values']> {
  let values: Change['values'] = {};
  const update = async (_: string, __: string, change: Change): Promise<Item | undefined> => {
    values = change.values;
    return undefined;
  };
  const store = createAnnouncementStore({ update } as Partial<Table> as Table, {
    leaseMs: 1000,
    now: () => NOW_SECONDS * 1000,
  });
  const key = { region: 'eu-west-1', pipelineName: 'svc', channel: 'C1' };
  const claim: Claim = { key, slot, holder: 'one', leaseUntil: 0 };
  expect(await store.record(claim, slot)).toBe(true);
  return values;
}

const told = (change: Partial<Told> = {}): Told => ({
  ...{ pipelineName: 'svc', region: 'eu-west-1', pipelineExecutionId: 'a', attempt: 1, startedAt: 0, failedAt: 0 },
  ...{ since: 0, executions: 1, status: 'failed', hideLog: false, ts: '1.0' },
  ...change,
});

test('what is repaired expires as soon as no event of it can come again, what is open a month later', async () => {
  const fixed = told({ ts: '2.0', status: 'fixed', fix: { at: 1 } });
  expect((await written({ seen: [], incidents: [fixed] })).ttl).toBe(NOW_SECONDS + 5 * DAY);
  expect((await written({ seen: [], incidents: [fixed, told()] })).ttl).toBe(NOW_SECONDS + 30 * DAY);
});

test('of texts without end, what a message can show is kept', async () => {
  const failure = {
    ...{ pipelineName: 'svc', region: 'eu-west-1', pipelineExecutionId: 'a', attempt: 1, unread: [] },
    actions: [
      {
        stageName: 'Build',
        actionName: 'Build',
        reason: { kind: 'words' as const, words: 'r'.repeat(100_000) },
        failedBefore: [],
      },
    ],
    revisions: [{ name: 'Source', id: '1', summary: 's'.repeat(100_000) }],
  };
  const { incidents } = await written({ seen: [], incidents: [told({ failure })] });
  const length = JSON.stringify(incidents).length;
  expect(length).toBeGreaterThan(4800);
  expect(length).toBeLessThan(6000);
});

let folder: string;
let engine: EmbeddedTable;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'table-'));
  engine = await startEmbeddedTable(folder, 'test-table', { ...awsClientConfig, region: 'eu-west-1' });
});
afterAll(async () => {
  await engine.stop();
  await rm(folder, { recursive: true });
});

/** Milliseconds since 1970. */
let clock = Date.now();
const openStore = () =>
  createAnnouncementStore(
    createTable(engine.config, 'test-table', () => clock),
    { leaseMs: 1000, now: () => clock },
  );

const failed = (pipelineName: string, pipelineExecutionId: string): ExecutionNews => ({
  ...{ state: 'FAILED', pipelineName, region: 'eu-west-1', pipelineExecutionId, attempt: 1, at: 1000, startedAt: 0 },
});

/** Claims a slot for a failure and records what it came to. */
async function tell(store: ReturnType<typeof openStore>, key: SlotKey, incidents: Told[]): Promise<void> {
  const claim = await store.claim(key, failed(key.pipelineName, key.pipelineExecutionId ?? 'any'));
  expect(await store.record(claim as Claim, { seen: [], incidents })).toBe(true);
}

test('of a hundred failures with a message each, a success finds those that may be open or were lately, and little of them', async () => {
  clock = Date.now();
  const store = openStore();
  const where = { region: 'eu-west-1', pipelineName: 'flaky', channel: 'C1' };
  const fixed = told({ status: 'fixed', attempt: 1, fix: { at: 2000, pipelineExecutionId: 'repair' } });
  for (let index = 0; index < 100; index += 1) {
    await tell(store, { ...where, pipelineExecutionId: `e${index}` }, [index % 10 ? fixed : told()]);
  }
  const all = await store.openSlots('eu-west-1', 'flaky');
  expect(all).toHaveLength(100);
  expect(all.filter(({ incidents: [one] }) => one?.fix?.pipelineExecutionId === 'repair')).toHaveLength(90);
  expect(JSON.stringify(all).length / all.length).toBeLessThan(400);
  clock += 61 * 60_000;
  const open = await store.openSlots('eu-west-1', 'flaky');
  expect(open.map(({ key }) => key.pipelineExecutionId).sort()).toEqual(
    Array.from({ length: 10 }, (_, index) => `e${index * 10}`).sort(),
  );
  expect(open[0]).toMatchObject({ key: where, unsettled: false, incidents: [{ failedAt: 1000, status: 'failed' }] });
});

test('a failure that is being told is found by a success, whatever the channel wants to hear of', async () => {
  const store = openStore();
  const where = { region: 'eu-west-1', pipelineName: 'svc', channel: 'C1' };
  await store.claim(where, failed('svc', 'a'));
  await store.claim({ ...where, channel: 'C2', pipelineExecutionId: 'a' }, failed('svc', 'a'));
  expect(await store.openSlots('eu-west-1', 'svc')).toMatchObject([
    { key: where, unsettled: true },
    { key: { channel: 'C2', pipelineExecutionId: 'a' }, incidents: [{ pipelineExecutionId: 'a' }] },
  ]);
});

test('the repair of an attempt does not hide a newer failure of the same execution', async () => {
  const store = openStore();
  const key = { region: 'eu-west-1', pipelineName: 'again', channel: 'C1', pipelineExecutionId: 'a' };
  const claim = await store.claim(key, { ...failed('again', 'a'), attempt: 2 });
  const fixed = told({ attempt: 1, status: 'fixed', fix: { at: 2000 } });
  expect(await store.record(claim as Claim, { seen: [], incidents: [fixed] })).toBe(true);
  const [open] = await store.openSlots('eu-west-1', 'again');
  expect(open?.incidents).toMatchObject([{ attempt: 2, status: 'failed' }]);
});
