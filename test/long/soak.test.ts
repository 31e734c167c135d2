import { rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { type Figure, isMet, toRows } from '../../bench/figure.js';
import { loadNow } from '../../bench/machine.js';
import { writeFigures } from '../../bench/write-figures.js';
import { bundleProgram, settingsIn, startProcess } from '../faults/real-process.js';
import { failureOf, REGION, type Surroundings, startSurroundings } from '../flows/announce-world.js';
import { click, labelsOf, type } from '../flows/gestures.js';
import { drawLines, type Measure } from './draw-lines.js';

const MINUTES = Number(process.env.TIMES ?? 60);
const PICTURE = 'images/soak.svg';
const SAMPLES = 240;
const PEOPLE = 10;
const CLICK_EVERY_MS = 3000;
const EVENT_EVERY_MS = 1000;
const PIPELINES = 120;

const MEASURES = {
  process_resident_memory_bytes: { name: 'resident memory', unit: 'MB', by: 2 ** 20 },
  nodejs_heap_size_used_bytes: { name: 'heap in use', unit: 'MB', by: 2 ** 20 },
  nodejs_active_handles_total: { name: 'handles', unit: '', by: 1 },
  nodejs_eventloop_lag_p99_seconds: { name: 'event-loop delay, p99', unit: 'ms', by: 0.001 },
} as const;

const program = bundleProgram();
afterAll(async () => rm(dirname(await program), { recursive: true }));

test(`${MINUTES} minutes of paging and failing: memory and handles stay flat`, async () => {
  const loadBefore = loadNow();
  const world = await startSurroundings();
  await subscribeAll(world);
  const bot = await startProcess(await program, settingsIn(world));
  world.slack.setRequestUrl(`http://127.0.0.1:${bot.port}/slack/events`);
  let isOver = false;
  const goesOn = () => !isOver;
  const people = Array.from({ length: PEOPLE }, () => page(world, goesOn));
  const events = fail(world, goesOn);
  const measures = await takeSamples(bot.port);
  isOver = true;
  await Promise.all([...people, events]);
  const metrics = await metricsOf(bot.port);
  const { code } = await bot.stop();
  await world.stop();

  const title = `${PEOPLE} people paging and one failure a second, for ${MINUTES} minutes`;
  const figures = figuresOf(measures, metrics);
  const lines = [
    `${title}, on ${new Date().toISOString().slice(0, 10)}; the load average was ${loadBefore} before, ${loadNow()} after.`,
    '',
    '| | | Wanted |',
    '| --- | ---: | --- |',
    ...toRows(figures),
    '',
    `![Memory, handles and event-loop delay over ${MINUTES} minutes](${PICTURE})`,
  ];
  if (process.env.WRITE_DOCS) await writeFile(`docs/${PICTURE}`, drawLines(title, MINUTES, measures));
  writeFigures('soak', lines);
  console.log(lines.join('\n'));
  expect(figures.filter((figure) => !isMet(figure))).toEqual([]);
  expect(code).toBe(0);
});

async function subscribeAll({ aws, slack, subscribe }: Surroundings): Promise<void> {
  for (let index = 0; index < PIPELINES; index += 1) {
    const pipeline = `svc-${index}`;
    aws.account.addPipeline({ name: pipeline }, { count: 40 });
    const channel = slack.addChannel({ name: `deploys-${index}` }).id;
    await subscribe({ region: REGION, pipeline, channel, on: 'broken', subscribedBy: slack.people.me, shared: false });
  }
}

async function page({ slack }: Surroundings, goesOn: () => boolean): Promise<void> {
  const ask = () => type(slack, 'svc-0').catch(() => undefined);
  let shown = await ask();
  while (goesOn()) {
    await wait(CLICK_EVERY_MS * (0.5 + Math.random()));
    const isOver = !shown || !labelsOf(shown).includes('Next page');
    const delivery = isOver || !shown ? undefined : await click(slack, shown, 'Next page');
    shown = delivery ? await delivery.nextAnswer(15_000).catch(() => undefined) : await ask();
  }
}

async function fail(world: Surroundings, goesOn: () => boolean): Promise<void> {
  for (let index = 0; goesOn(); index += 1) {
    await world.send(failureOf(world, `svc-${index % PIPELINES}`));
    await wait(EVENT_EVERY_MS);
  }
}

const metricsOf = async (port: number) => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();

async function takeSamples(port: number): Promise<Measure[]> {
  const measures = Object.values(MEASURES).map(({ name, unit }) => ({ name, unit, samples: [] as number[] }));
  // The event-loop delay is that since it was last asked for: the start is no part of it.
  await metricsOf(port);
  for (let index = 0; index < SAMPLES; index += 1) {
    await wait((MINUTES * 60_000) / SAMPLES);
    const text = await metricsOf(port);
    for (const [at, [name, { by }]] of Object.entries(MEASURES).entries()) {
      measures[at]?.samples.push(Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]) / by);
    }
  }
  return measures;
}

function figuresOf(measures: Measure[], metrics: string): Figure[] {
  const countOf = (outcome: RegExp) =>
    [...metrics.matchAll(new RegExp(`^\\w+_interactions_total\\{${outcome.source}\\} (\\d+)$`, 'gm'))].reduce(
      (sum, [, count]) => sum + Number(count),
      0,
    );
  const [memory, heap, handles, delay] = measures.map(({ samples }) => samples);
  const most = (samples: number[] = []) => Math.max(...samples);
  return [
    { what: 'pages', value: countOf(/what="next-page",outcome="page"/), unit: '' },
    { what: 'events announced', value: countOf(/what="event",outcome="announced"/), unit: '' },
    {
      what: 'faults of ours, and no answer in time',
      value: countOf(/what="[^"]*",outcome="(?:bug|not answered)"/),
      unit: '',
      target: { atMost: 0 },
    },
    { what: 'resident memory, at most', value: most(memory), unit: 'MB', target: { atMost: 256 } },
    { what: 'its last third to its second', value: growth(memory), unit: '', target: { atMost: 1.15 }, digits: 2 },
    { what: 'heap in use, the same', value: growth(heap), unit: '', target: { atMost: 1.15 }, digits: 2 },
    { what: 'handles, the same', value: growth(handles), unit: '', target: { atMost: 1.5 }, digits: 2 },
    { what: 'event-loop delay, p99, at most', value: most(delay), unit: 'ms' },
  ];
}

function growth(samples: number[] = []): number {
  const third = Math.floor(samples.length / 3);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return mean(samples.slice(-third)) / mean(samples.slice(third, 2 * third));
}
