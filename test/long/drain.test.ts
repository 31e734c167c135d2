import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { bundleProgram, settingsIn, startProcess } from '../faults/real-process.js';
import { failureOf, REGION, startSurroundings } from '../flows/announce-world.js';

const TIMES = Number(process.env.TIMES ?? 10);
const PIPELINES = 40;
const EVENTS = 300;
/** Enough are under way by then. */
const HEARD = 60;

const program = bundleProgram();
afterAll(async () => rm(dirname(await program), { recursive: true }));

const times = Array.from({ length: TIMES }, (_, index) => index + 1);
test.each(times)(
  'asked to stop in a long drain: exits with 0, every rejection has an owner, and no event is lost (%i)',
  async () => {
    const world = await startSurroundings();
    const { slack, aws, sqs } = world;
    for (let index = 0; index < PIPELINES; index += 1) {
      aws.account.addPipeline({ name: `svc-${index}` });
      const channel = slack.addChannel({ name: `deploys-${index}` }).id;
      const pipeline = { region: REGION, pipeline: `svc-${index}`, channel };
      await world.subscribe({ ...pipeline, on: 'broken', subscribedBy: slack.people.me, shared: false });
    }
    for (let index = 0; index < EVENTS; index += 1) await world.send(failureOf(world, `svc-${index % PIPELINES}`));
    aws.faults.latencyMs = 100;
    slack.faults.latencyMs = 100;
    const bot = await startProcess(await program, settingsIn(world));
    let heard = 0;
    await bot.logged(({ what }) => what === 'event' && ++heard === HEARD);
    const { code } = await bot.stop();
    const dealtWith = bot.log.filter(({ what, outcome }) => what === 'event' && outcome !== 'later').length;
    const {
      ready = [],
      delayed = [],
      inflight,
    } = (sqs.inspectQueue('failures')?.messages ?? {}) as {
      ready?: unknown[];
      delayed?: unknown[];
      inflight?: Map<string, unknown> | unknown[];
    };
    const left = ready.length + delayed.length + (Array.isArray(inflight) ? inflight.length : (inflight?.size ?? 0));
    expect(code).toBe(0);
    expect(bot.errors).toEqual([]);
    expect(bot.log.filter(({ level }) => Number(level) >= 50)).toEqual([]);
    expect(bot.log.at(-1)).toMatchObject({ msg: 'stopped' });
    expect(dealtWith + left).toBe(EVENTS);
    await world.stop();
  },
);
