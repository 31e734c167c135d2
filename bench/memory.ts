import { NEXT_PAGE } from '../src/views/page.js';
import type { Usage } from './floors/report-usage.js';
import type { Comparison, Report } from './report.js';
import { buttonOf, expectPage, type SlackUser, slackUser } from './slack-user.js';
import { PIPELINE, type World } from './world.js';

const [EARLY, LATE, STEP] = [2000, 20_000, 2000];
const READERS = 50;
const PAGES = 5;

/** What the bot's process holds after 20,000 interactions, against after 2,000. */
export async function measureMemory(world: World): Promise<Report> {
  const bot = await world.startBot(['--expose-gc', '--import', world.programs.reportUsage]);
  const user = slackUser(world.slack, bot.url);
  const usages: Usage[] = [];
  world.setLatency(50);
  for (let done = 0; done < LATE; done += STEP) {
    await read(user, STEP);
    usages.push(await bot.ask<Usage>('usage'));
  }
  const compare = (what: string, of: (usage: Usage) => number): Comparison => ({
    what,
    unit: 'MB',
    subject: { name: 'after 20,000', values: usages.slice(-1).map(of) },
    floor: { name: 'after 2,000', values: usages.slice(EARLY / STEP - 1, EARLY / STEP).map(of) },
    target: { atMost: 1.1 },
  });
  const course = (of: (usage: Usage) => number) => usages.map((usage) => of(usage).toFixed(1)).join(', ');
  return {
    title: 'Memory',
    how:
      `${READERS} readers at a time type the command and click **Next page** ${PAGES - 1} times; each command and each ` +
      'click counts as one interaction. The process is asked after a forced garbage collection.',
    comparisons: [compare('heap in use', heap), compare('resident memory', rss)],
    details: [`MB after each ${STEP} interactions: heap ${course(heap)}; resident ${course(rss)}.`],
  };
}

const heap = ({ heapUsed }: Usage): number => heapUsed / 2 ** 20;
const rss = ({ rss: resident }: Usage): number => resident / 2 ** 20;

async function read(user: SlackUser, interactions: number): Promise<void> {
  let left = interactions / PAGES;
  const readOn = async () => {
    while (left-- > 0) {
      let { body } = await user.run(PIPELINE);
      for (let pageNumber = 2; pageNumber <= PAGES; pageNumber++) {
        ({ body } = await user.click(buttonOf(body, NEXT_PAGE)));
        expectPage(body, pageNumber);
      }
    }
  };
  await Promise.all(Array.from({ length: READERS }, readOn));
}
