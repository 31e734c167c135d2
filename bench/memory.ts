import { NEXT_PAGE } from '../src/views/page-buttons.js';
import type { Usage } from './floors/report-usage.js';
import type { Comparison, Report } from './report.js';
import { buttonOf, expectPage, type SlackUser, slackUser } from './slack-user.js';
import { PIPELINE, type World } from './world.js';

const [STEP, LATE] = [2000, 20_000];
const READERS = 50;
const PAGES = 5;

/** Memory after 20,000 interactions, compared with after 2,000. */
export async function measureMemory(world: World): Promise<Report> {
  const bot = await world.startBot(['--expose-gc', '--import', world.programs.reportUsage]);
  const user = slackUser(world.slack, bot.url);
  const usages: Usage[] = [];
  for (let done = 0; done < LATE; done += STEP) {
    await read(user, STEP);
    usages.push(await bot.ask<Usage>('usage'));
  }
  const compare = (what: string, of: (usage: Usage) => number): Comparison => ({
    what,
    unit: 'MB',
    subject: { name: `after ${LATE - 2 * STEP}–${LATE}`, values: usages.slice(-3).map(of) },
    floor: { name: `after ${STEP}–${3 * STEP}`, values: usages.slice(0, 3).map(of) },
    target: { atMost: 1.1 },
  });
  const course = (of: (usage: Usage) => number) => usages.map((usage) => of(usage).toFixed(1)).join(', ');
  return {
    title: 'Memory',
    how:
      `${READERS} readers at a time type the command and click **Next page** ${PAGES - 1} times; each command and each ` +
      'click counts as one interaction; AWS and Slack add no latency here. The process is asked after a forced garbage collection; since resident memory ' +
      'goes up and down with V8’s own mood, the last three readings are held against the first three.',
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
