import { setTimeout as delay } from 'node:timers/promises';
import { countMessages, secondsAllowed } from './count-messages.js';
import { type FailureWorld, listening, startFailureWorld } from './failure-world.js';
import type { Figure } from './figure.js';
import { type BotUsage, readUsage } from './read-usage.js';
import type { Program } from './start-program.js';
import type { World } from './world.js';

const CHANNELS = 40;
const PIPELINES = 200;
const UPSTREAM_MS = 50;
const LOOK_EVERY_MS = 1000;
const MOST_MB = 256;

/** Events that wait in the queue when the bot starts, at the rate that Slack allows. @param count How many. */
export async function measureDrain({ programs }: World, count: number): Promise<Figure[]> {
  const world = await startFailureWorld(PIPELINES, { isRateLimited: true, channels: CHANNELS });
  const names = [...world.channels.keys()];
  // Of one pipeline some come together, as they do when it is triggered by everything that is merged.
  const events = Array.from({ length: count }, (_, index) =>
    world.fail(names[Math.floor(index / 5) % PIPELINES] ?? ''),
  );
  for (const event of events) void world.queue.send(event);
  await world.setLatency(UPSTREAM_MS);
  const bot = await world.start(programs.bot, await listening());
  const { usages, seconds } = await untilEmpty(world, bot);
  const told = [...countMessages(world).values()];
  const calls = usages.at(-1)?.calls ?? {};
  const looks = calls['codepipeline:ListPipelineExecutions'] ?? 0;
  const allCalls = Object.values(calls).reduce((sum, times) => sum + times, 0);
  const receives = world.queue.receives();
  const allowed = secondsAllowed(world);
  await world.stop();
  return [
    {
      what: `of ${count} events in ${CHANNELS} channels, told once`,
      unit: '',
      target: { atLeast: count },
      value: told.filter((times) => times === 1).length,
    },
    { what: 'until the queue was empty', value: seconds, unit: 's' },
    {
      what: 'what Slack’s limit takes, to that',
      value: allowed / seconds,
      unit: '',
      target: { atLeast: 0.9 },
      digits: 2,
    },
    { what: 'receives of an event', value: receives / count, unit: '', digits: 2 },
    { what: 'looks at a pipeline, for an event', value: looks / count, unit: '', target: { atMost: 1 }, digits: 2 },
    { what: 'calls to AWS and Slack, for an event', value: allCalls / count, unit: '', digits: 1 },
    ...usageOf(usages, count),
  ];
}

async function untilEmpty(world: FailureWorld, bot: Program): Promise<{ usages: BotUsage[]; seconds: number }> {
  const start = performance.now();
  const usages = [await readUsage(bot.url)];
  let isEmpty = false;
  const emptied = world.queue.emptied().then(() => {
    isEmpty = true;
  });
  while (!isEmpty) {
    await Promise.race([emptied, delay(LOOK_EVERY_MS)]);
    usages.push(await readUsage(bot.url));
  }
  return { usages, seconds: (performance.now() - start) / 1000 };
}

function usageOf(usages: BotUsage[], count: number): Figure[] {
  const memory = usages.map(({ megabytes }) => megabytes);
  const third = Math.max(1, Math.floor(memory.length / 3));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [early, late] = [mean(memory.slice(third, 2 * third)), mean(memory.slice(-third))];
  const [first, last] = [usages[0]?.cpuSeconds ?? 0, usages.at(-1)?.cpuSeconds ?? 0];
  return [
    { what: 'resident memory, at most', value: Math.max(...memory), unit: 'MB', target: { atMost: MOST_MB } },
    { what: 'its last third to its second', value: late / early, unit: '', target: { atMost: 1.15 }, digits: 2 },
    {
      what: 'processor time of an event',
      unit: 'ms',
      target: { atMost: 15 },
      digits: 1,
      value: ((last - first) * 1000) / count,
    },
  ];
}
