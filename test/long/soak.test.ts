import { rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { bundleProgram, settingsIn, startProcess } from '../faults/real-process.js';
import { failureOf, REGION, type Surroundings, startSurroundings } from '../flows/announce-world.js';
import { click, labelsOf, type } from '../flows/gestures.js';
import { drawLines, type Measure } from './draw-lines.js';

const MINUTES = Number(process.env.TIMES ?? 2);
const PICTURE = 'docs/pictures/soak.svg';
const SAMPLES = 240;
const PEOPLE = 10;
const CLICK_EVERY_MS = 3000;
const EVENT_EVERY_MS = 1000;
const PIPELINES = 120;
const MOST_MEMORY = 256 * 2 ** 20;

const MEASURES = {
  process_resident_memory_bytes: { name: 'resident memory', unit: 'MB', by: 2 ** 20 },
  nodejs_heap_size_used_bytes: { name: 'heap in use', unit: 'MB', by: 2 ** 20 },
  nodejs_active_handles_total: { name: 'handles', unit: '', by: 1 },
  nodejs_eventloop_lag_p99_seconds: { name: 'event-loop delay, p99', unit: 'ms', by: 0.001 },
} as const;

const program = bundleProgram();
afterAll(async () => rm(dirname(await program), { recursive: true }));

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

test(`${MINUTES} minutes of paging and failing: memory, handles and event-loop delay stay flat`, async () => {
  const world = await startSurroundings();
  const { slack, aws } = world;
  for (let index = 0; index < PIPELINES; index += 1) {
    aws.account.addPipeline({ name: `svc-${index}` }, { count: 40 });
    const channel = slack.addChannel({ name: `deploys-${index}` }).id;
    const pipeline = { region: REGION, pipeline: `svc-${index}`, channel };
    await world.subscribe({ ...pipeline, on: 'broken', subscribedBy: slack.people.me, shared: false });
  }
  const bot = await startProcess(await program, settingsIn(world));
  slack.setRequestUrl(`http://127.0.0.1:${bot.port}/slack/events`);
  let isOver = false;
  const goesOn = () => !isOver;
  const people = Array.from({ length: PEOPLE }, () => page(world, goesOn));
  const events = (async () => {
    for (let index = 0; goesOn(); index += 1) {
      await world.send(failureOf(world, `svc-${index % PIPELINES}`));
      await wait(EVENT_EVERY_MS);
    }
  })();

  const samples = new Map(Object.keys(MEASURES).map((name) => [name, [] as number[]]));
  for (let index = 0; index < SAMPLES; index += 1) {
    await wait((MINUTES * 60_000) / SAMPLES);
    const text = await (await fetch(`http://127.0.0.1:${bot.port}/metrics`)).text();
    for (const [name, { by }] of Object.entries(MEASURES)) {
      samples.get(name)?.push(Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]) / by);
    }
  }
  isOver = true;
  await Promise.all([...people, events]);
  const metrics = await (await fetch(`http://127.0.0.1:${bot.port}/metrics`)).text();
  const { code } = await bot.stop();
  await world.stop();

  const measures: Measure[] = Object.entries(MEASURES).map(([name, { name: words, unit }]) => ({
    name: words,
    unit,
    samples: samples.get(name) ?? [],
  }));
  if (process.env.WRITE_DOCS)
    await writeFile(
      PICTURE,
      drawLines(`${PEOPLE} people paging and one failure a second, for ${MINUTES} minutes`, MINUTES, measures),
    );
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const summary = measures.map(({ name, unit, samples: all }) => {
    const third = Math.floor(all.length / 3);
    return {
      name,
      unit,
      early: mean(all.slice(third, 2 * third)),
      late: mean(all.slice(-third)),
      most: Math.max(...all),
    };
  });
  console.log(
    summary
      .map(
        ({ name, unit, early, late, most }) =>
          `${name}: ${early.toFixed(1)} → ${late.toFixed(1)} ${unit}, most ${most.toFixed(1)}`,
      )
      .join('\n'),
    `\n${/interactions_total\{what="next-page",outcome="page"\} \d+/.exec(metrics)?.[0]}`,
  );
  const [memory, , handles] = summary;
  expect((memory?.most ?? 0) * 2 ** 20).toBeLessThan(MOST_MEMORY);
  expect(memory?.late).toBeLessThan((memory?.early ?? 0) * 1.15);
  expect(handles?.late).toBeLessThan((handles?.early ?? 0) * 1.25 + 5);
  expect(metrics).not.toMatch(/outcome="(bug|not answered)"\} [1-9]/);
  expect([code, bot.errors]).toEqual([0, []]);
});
