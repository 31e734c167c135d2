import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FailureWorld, listening, startFailureWorld } from './failure-world.js';
import type { Usage } from './floors/report-usage.js';
import { median } from './measure.js';
import type { Report } from './report.js';
import type { Program } from './start-program.js';
import type { World } from './world.js';

const ROUNDS = 3;
const PIPELINES = 120;
/** Three failures per channel, so that none is in a digest. */
const EACH = 3;
const WARM_UP = 80;

interface Measured {
  perSecond: number[];
  cpuMs: number[];
}

/** Events per second without Slack's limit, compared with a bare loop. */
export async function measureFailureRate({ programs }: World): Promise<Report> {
  const world = await startFailureWorld(ROUNDS * PIPELINES);
  const preload = ['--import', programs.reportUsage];
  const names = [...world.channels.keys()];
  const summary = join(programs.folder, 'summary.json');
  const bare = { CHANNELS: JSON.stringify(Object.fromEntries(world.channels)), SUMMARY_FILE: summary };
  const [bot, loop, loops] = [nothing(), nothing(), nothing()];
  for (let round = 0; round < ROUNDS; round++) {
    const pipelines = names.slice(round * PIPELINES, (round + 1) * PIPELINES);
    const measure = async (measured: Measured, start: Promise<Program>) => {
      const program = await start;
      await announceMany(world, program, pipelines, measured);
      await program.stop();
    };
    await world.setLatency(50);
    await measure(bot, world.start(programs.bot, await listening(), preload));
    await writeFile(summary, JSON.stringify(lastSummary(world)));
    await measure(loop, world.start(programs.bareLoop, bare, preload));
    await measure(loops, world.start(programs.bareLoop, { ...bare, LOOPS: '10' }, preload));
  }
  await world.stop();
  return {
    title: 'Events per second',
    how:
      `Rounds of ${PIPELINES * EACH} failures, each announced with a message of its own; Slack has no limit here. The ` +
      'floor is a bare loop: receive up to ten events, and for all of them at the same time two reads, one post of a ' +
      'summary of the same size that it has ready, one delete; then the next ten. It claims nothing and records nothing.',
    comparisons: [
      {
        what: 'events announced',
        unit: 'per second',
        subject: { name: 'bot', values: bot.perSecond },
        floor: { name: 'bare loop', values: loop.perSecond },
        target: { atLeast: 0.8 },
      },
      {
        what: 'events announced, against ten loops',
        unit: 'per second',
        subject: { name: 'bot', values: bot.perSecond },
        floor: { name: 'ten bare loops side by side', values: loops.perSecond },
      },
    ],
    details: [
      `CPU time of an event: ${median(bot.cpuMs).toFixed(1)} ms in the bot, ${median(loop.cpuMs).toFixed(1)} ms in the bare ` +
        'loop. The bot has up to 100 events in flight, ten loops as well; one loop has ten.',
    ],
    shortfall:
      'An event costs the bot about fifteen calls where the loop makes four. The others ask who listens, note the event, ' +
      'take the channel and give it back, read what stands there and what AWS lists, find the build and its log, post ' +
      'the log and record it. A call costs about a millisecond of processor time whatever it does, so where the ' +
      'processor is the limit, that is the ratio. Two processes take twice as many: they share the queue and the table.',
  };
}

const nothing = (): Measured => ({ perSecond: [], cpuMs: [] });

async function announceMany(world: FailureWorld, program: Program, pipelines: string[], measured: Measured) {
  const events = Array.from({ length: EACH }, () => pipelines.map(world.fail)).flat();
  for (const event of events.splice(0, WARM_UP)) void world.queue.send(event);
  await world.queue.emptied();
  const before = await program.ask<Usage>('usage');
  const start = performance.now();
  for (const event of events) void world.queue.send(event);
  await world.queue.emptied();
  measured.perSecond.push((events.length * 1000) / (performance.now() - start));
  const after = await program.ask<Usage>('usage');
  measured.cpuMs.push((after.cpuMs - before.cpuMs) / events.length);
}

/** The arguments of the last `chat.postMessage`. */
function lastSummary({ slack }: FailureWorld) {
  const { text, blocks } = slack.requests.findLast(({ method }) => method === 'chat.postMessage')?.args ?? {};
  return { text, blocks };
}
