import { setTimeout as delay } from 'node:timers/promises';
import { countMessages, secondsAllowed } from './count-messages.js';
import { type FailureWorld, listening, startFailureWorld } from './failure-world.js';
import type { Usage } from './floors/report-usage.js';
import type { Report } from './report.js';
import type { Program } from './start-program.js';
import type { World } from './world.js';

const CHANNELS = 50;
const FAILURES = 1000;
const LOOK_EVERY_MS = 2000;

/** A burst of failures, compared with Slack's rate limit. */
export async function measureFailureBurst({ programs }: World): Promise<Report> {
  const world = await startFailureWorld(CHANNELS, { isRateLimited: true });
  const bot = await world.start(programs.bot, await listening(), ['--expose-gc', '--import', programs.reportUsage]);
  await world.setLatency(50);
  const pipelines = [...world.channels.keys()];
  const events = Array.from({ length: FAILURES }, (_, i) => world.fail(pipelines[i % CHANNELS] ?? ''));
  const { seconds, usages } = await announceAll(world, bot, events);
  const counts = countMessages(world);
  const posted = [...counts.values()];
  const allowed = secondsAllowed(world);
  await world.stop();
  return {
    title: 'A burst of failures',
    how:
      `${FAILURES} failures in ${CHANNELS} channels are in the queue at once; Slack takes one message a second and channel ` +
      'and answers the others with 429. From a channel’s fourth failure within a minute on they stand in a digest’s thread.',
    comparisons: [
      {
        what: 'failures announced exactly once',
        unit: '',
        subject: { name: 'bot', values: [posted.filter((count) => count === 1).length] },
        floor: { name: 'failures', values: [FAILURES] },
        target: { atLeast: 1 },
      },
      {
        what: 'time until all are announced',
        unit: 's',
        subject: { name: 'bot', values: [seconds] },
        floor: { name: 'what Slack’s limit takes', values: [allowed] },
      },
    ],
    details: [
      `The queue handed events out ${world.queue.receives()} times: one that would wait too long for its channel goes back.`,
      `Memory every ${LOOK_EVERY_MS / 1000} s, MB: heap in use ${course(usages, 'heapUsed')}; resident ${course(usages, 'rss')}.`,
    ],
  };
}

async function announceAll(world: FailureWorld, bot: Program, events: string[]) {
  const usages = [await bot.ask<Usage>('usage')];
  const start = performance.now();
  for (const event of events) void world.queue.send(event);
  let isEmpty = false;
  const emptied = world.queue.emptied().then(() => {
    isEmpty = true;
  });
  while (!isEmpty) {
    await Promise.race([emptied, delay(LOOK_EVERY_MS)]);
    usages.push(await bot.ask<Usage>('usage'));
  }
  return { seconds: (performance.now() - start) / 1000, usages };
}

const course = (usages: Usage[], key: 'heapUsed' | 'rss'): string =>
  usages.map((usage) => (usage[key] / 2 ** 20).toFixed(0)).join(', ');
