import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTableService } from '../../playground/index.js';
import type { OpenCards } from '../../src/consumer/create-standings.js';
import type { DueList } from '../../src/consumer/remind-when-due.js';
import type { PostedApproval } from '../../src/domain/approval.js';
import type { ChannelState } from '../../src/domain/channel-state.js';
import type { Fact, PostedIncident } from '../../src/domain/incident.js';
import { createAnnouncementStore } from '../../src/gateways/announcement-store.js';
import { awsClientConfig } from '../../src/gateways/call-aws.js';
import { createTable } from '../../src/gateways/dynamo-table.js';
import type { AnnouncementStore } from '../../src/use-cases/announce/ports.js';
import { createFakeStore } from '../use-cases/announce/fake-store.js';

const REGION = 'eu-west-1';
const HOUR = 60 * 60_000;
const clock = { now: 1_795_000_000_000 };
type Store = AnnouncementStore & DueList & OpenCards;
const stores: Record<string, Store> = { 'of the tests': createFakeStore(() => clock.now) };
let table: Awaited<ReturnType<typeof startTableService>>;

beforeAll(async () => {
  table = await startTableService();
  await table.createTable('announcements', REGION);
  const credentials = { accessKeyId: 'AKIDLOCAL', secretAccessKey: 'local' };
  const config = { ...awsClientConfig, endpoint: table.url, region: REGION, credentials };
  const real = createTable(config, 'announcements', () => clock.now);
  stores['in DynamoDB'] = createAnnouncementStore(real, () => clock.now);
});
afterAll(() => table.stop());

let count = 0;
/** A pipeline and a channel that no other test uses. */
const fresh = () => {
  count += 1;
  return { pipeline: { account: '123456789012', region: REGION, pipelineName: `svc-${count}` }, channel: `C${count}` };
};
const fact = (change: Partial<Fact> = {}): Fact => ({
  pipelineExecutionId: 'a',
  attempt: 1,
  state: 'failed',
  at: clock.now - 5000,
  startedAt: clock.now - 9000,
  ...change,
});
const told: PostedIncident = {
  ts: '1.0',
  threadTs: '0.5',
  since: 1000,
  branch: 'main',
  status: 'fixed',
  mention: { user: 'U1' },
  executions: [{ pipelineExecutionId: 'a', attempt: 2 }],
  shown: { pipelineExecutionId: 'a', attempt: 2, at: 1000, startedAt: 500 },
  cause: { place: { stageName: 'Build', actionName: 'Build' }, reason: { kind: 'words', words: 'no' }, more: 0 },
  fix: { pipelineExecutionId: 'a', at: 2000, startedAt: 500, by: 'retry', revision: { id: 'abc', summary: 'Fix' } },
};
const decided: PostedApproval = {
  pipelineExecutionId: 'a',
  stageName: 'Prod',
  actionName: 'Approve',
  token: 't',
  ts: '1.0',
  outcome: { status: 'approved' },
};
const nothing: ChannelState = { doubts: [], posts: [], digests: [] };

describe.each(['of the tests', 'in DynamoDB'])('the store %s', (name) => {
  const store = () => stores[name] as Store;

  test('what events told is a set: neither order nor repetition matters', async () => {
    const { pipeline } = fresh();
    const facts = [fact(), fact({ state: 'succeeded', at: clock.now, branch: 'main' }), fact({ startedAt: undefined })];
    for (const one of [...facts, ...facts]) await store().note(pipeline, one);
    const { noted } = await store().read(pipeline);
    expect(noted).toHaveLength(3);
    expect(noted.at(-1)).toEqual(facts[1]);
    expect(noted).toEqual(expect.arrayContaining(facts.map((one) => JSON.parse(JSON.stringify(one)))));
  });

  test('an event older than an hour is forgotten, and so is all before the newest hundred', async () => {
    const { pipeline } = fresh();
    await store().note(pipeline, fact({ at: clock.now - HOUR }));
    for (let index = 0; index < 130; index += 1) {
      await store().note(pipeline, fact({ pipelineExecutionId: `e${index}`, at: clock.now - 130_000 + index * 1000 }));
    }
    const { noted } = await store().read(pipeline);
    expect(noted.map(({ pipelineExecutionId }) => pipelineExecutionId)).toEqual(
      Array.from({ length: 100 }, (_, index) => `e${index + 30}`),
    );
  });

  test('a record comes back as it was written, for its channel and pipeline only', async () => {
    const [one, other] = [fresh(), fresh()];
    await store().record(one.pipeline, one.channel, { incidents: [told] });
    await store().record(one.pipeline, other.channel, { incidents: [] });
    const { records } = await store().read(one.pipeline);
    expect(records).toEqual(
      new Map([
        [one.channel, { incidents: [told] }],
        [other.channel, { incidents: [] }],
      ]),
    );
    expect((await store().read(other.pipeline)).records).toEqual(new Map());
    const elsewhere = { ...one.pipeline, account: '999999999999' };
    expect((await store().read(elsewhere)).records).toEqual(new Map());
  });

  test('a pipeline is due once its time has come, once for each wish, until it is forgotten', async () => {
    const { pipeline } = fresh();
    const due = async () => (await store().due()).filter((one) => one.pipeline.pipelineName === pipeline.pipelineName);
    const at = clock.now + 1000;
    await store().remind(pipeline, 'a', at);
    await store().remind(pipeline, 'a', at);
    await store().remind(pipeline, 'b', at + 1);
    clock.now += 999;
    expect(await due()).toEqual([]);
    clock.now += 1;
    const [first, ...more] = await due();
    expect([first?.pipeline, more]).toEqual([pipeline, []]);
    clock.now += 1;
    expect(await due()).toHaveLength(2);
    await store().forget(first?.key ?? '');
    await store().forget(first?.key ?? '');
    expect((await due()).map(({ key }) => key)).not.toContain(first?.key);
    expect(await due()).toHaveLength(1);
  });

  test('a channel’s open cards are found by the channel until each is decided', async () => {
    const [one, other] = [fresh(), fresh()];
    const { channel } = one;
    const waiting = { approvals: [decided, { ...decided, token: 'u', outcome: undefined }], incidents: [told] };
    await store().record(one.pipeline, channel, waiting);
    await store().record(other.pipeline, channel, { incidents: [], approvals: [decided] });
    await store().record(one.pipeline, other.channel, { incidents: [told] });
    expect(await store().withOpenCards(channel)).toEqual([one.pipeline]);
    expect(await store().withOpenCards(other.channel)).toEqual([]);
    await store().record(one.pipeline, channel, { incidents: [], approvals: [decided] });
    expect(await store().withOpenCards(channel)).toEqual([]);
  });

  test('of twenty who take a channel at the same time one gets it; the others hear until when', async () => {
    const { channel } = fresh();
    const until = clock.now + 1000;
    const taken = await Promise.all(
      Array.from({ length: 20 }, (_, holder) => store().take(channel, `h${holder}`, until, 'p')),
    );
    expect(taken.filter((one) => 'doubts' in one)).toEqual([nothing]);
    expect(taken.filter((one) => 'takenUntil' in one)).toEqual(Array(19).fill({ takenUntil: until }));
  });

  test('a taking that is sent again, since its answer got lost, finds itself', async () => {
    const { channel } = fresh();
    await store().take(channel, 'me', clock.now + 1000, 'p');
    expect(await store().take(channel, 'me', clock.now + 1000, 'p')).toMatchObject({ posts: [], digests: [] });
  });

  test('what is given back is free, with the state that was written and no doubt', async () => {
    const { channel } = fresh();
    await store().take(channel, 'me', clock.now + 1000, 'p');
    const state: ChannelState = {
      doubts: [],
      posts: ['1795000000.000100'],
      digests: [{ ts: '1.0', since: 5, lastAt: 6, members: [], isStale: true }],
    };
    expect(await store().keep(channel, 'me', state, 'given back')).toBe(true);
    expect(await store().take(channel, 'other', clock.now + 1000, 'p')).toEqual(state);
  });

  test('a holder whose time is over leaves a doubt, and can’t write any more', async () => {
    const { channel } = fresh();
    const start = clock.now;
    await store().take(channel, 'dead', clock.now + 1000, 'p');
    expect(
      await store().keep(channel, 'dead', { ...nothing, doubts: [{ subject: 'q', since: 7 }] }, clock.now + 1000),
    ).toBe(true);
    clock.now += 1000;
    expect(await store().take(channel, 'me', clock.now + 1000, 'r')).toEqual({ takenUntil: start + 1000 });
    clock.now += 1;
    expect(await store().take(channel, 'me', clock.now + 1000, 'r')).toMatchObject({
      doubts: [{ subject: 'q', since: 7 }],
    });
    expect(await store().keep(channel, 'dead', nothing, 'given back')).toBe(false);
    expect(await store().take(channel, 'third', clock.now + 1000, 'p')).toHaveProperty('takenUntil');
  });
});
