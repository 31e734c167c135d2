import { setTimeout as delay } from 'node:timers/promises';
import { NEXT_PAGE } from '../src/views/page-buttons.js';
import type { Figure } from './figure.js';
import { quantile } from './measure.js';
import { readUsage } from './read-usage.js';
import { buttonOf, expectPage, type SlackUser, slackUser } from './slack-user.js';
import { PIPELINE, type World } from './world.js';

const EVERY_MS = 3000;
const UPSTREAM_MS = 100;
const [FEW, MANY] = [10, 200];
/** People read no further than this; then the command is typed again. */
const PAGES = 50;

/** 200 people who click every three seconds, against ten. @param seconds How long each of the two goes on. */
export async function measurePaging(world: World, seconds: number): Promise<Figure[]> {
  const bot = await world.startBot();
  const user = slackUser(world.slack, bot.url);
  world.setLatency(UPSTREAM_MS);
  await pageTogether(user, MANY, Math.min(10, seconds));
  const few = await pageTogether(user, FEW, seconds);
  const before = await readUsage(bot.url);
  const many = await pageTogether(user, MANY, seconds);
  const after = await readUsage(bot.url);
  const [p99Few, p99Many] = [quantile(few, 0.99), quantile(many, 0.99)];
  const failed = Object.entries(after.outcomes).filter(([outcome]) => outcome !== 'page');
  return [
    { what: `clicks by ${FEW} people, each every ${EVERY_MS / 1000} s, p99`, value: p99Few, unit: 'ms' },
    { what: `clicks by ${MANY} people, p99 (${many.length} clicks)`, value: p99Many, unit: 'ms' },
    { what: 'the one to the other', value: p99Many / p99Few, unit: '', target: { atMost: 1.5 }, digits: 2 },
    {
      what: 'interactions that came to anything but a page',
      unit: '',
      target: { atMost: 0 },
      value: failed.reduce((sum, [, count]) => sum + count, 0),
    },
    {
      what: 'processor time of a page',
      unit: 'ms',
      digits: 1,
      value: ((after.cpuSeconds - before.cpuSeconds) * 1000) / many.length,
    },
  ];
}

/** @returns how many milliseconds each page took. @throws Error when something else came than the page. */
async function pageTogether(user: SlackUser, people: number, seconds: number): Promise<number[]> {
  const deadline = performance.now() + seconds * 1000;
  const took: number[] = [];
  const pageOn = async () => {
    await delay(Math.random() * EVERY_MS);
    while (performance.now() < deadline) {
      let { body } = await user.run(PIPELINE);
      for (let pageNumber = 2; pageNumber <= PAGES && performance.now() < deadline; pageNumber++) {
        await delay(EVERY_MS * (0.5 + Math.random()));
        const answer = await user.click(buttonOf(body, NEXT_PAGE));
        expectPage(answer.body, pageNumber);
        took.push(answer.ms);
        body = answer.body;
      }
    }
  };
  await Promise.all(Array.from({ length: people }, pageOn));
  return took;
}
