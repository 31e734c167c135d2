import { expect, test } from '@jest/globals';
import { createAnnouncementStore } from '../../src/gateways/announcement-store.js';
import type { Change, Item, Table } from '../../src/gateways/dynamo-table.js';
import type { Claim, Slot, Told } from '../../src/incident.js';

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
    actions: [{ stageName: 'Build', actionName: 'Build', reason: 'r'.repeat(100_000), failedBefore: [] }],
    revisions: [{ name: 'Source', id: '1', summary: 's'.repeat(100_000) }],
  };
  const { incidents } = await written({ seen: [], incidents: [told({ failure })] });
  const length = JSON.stringify(incidents).length;
  expect(length).toBeGreaterThan(4800);
  expect(length).toBeLessThan(6000);
});
