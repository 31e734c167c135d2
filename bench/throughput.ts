import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { firstClick } from './first-click.js';
import type { Usage } from './floors/report-usage.js';
import { interleave, median } from './measure.js';
import type { Report } from './report.js';
import { type Button, expectPage, type SlackUser, slackUser } from './slack-user.js';
import type { Program } from './start-program.js';
import type { World } from './world.js';

const AT_A_TIME = 50;
const CLICKS = 500;
const ROUNDS = 12;

/** Fifty clicks at a time, compared with a bare Bolt app that makes the same two calls. */
export async function measureThroughput(world: World): Promise<Report> {
  const preload = ['--import', world.programs.reportUsage];
  const bot = await world.startBot(preload);
  const { next, nextToken, page } = await firstClick(world, slackUser(world.slack, bot.url));
  const pageFile = join(world.programs.folder, 'page.json');
  await writeFile(pageFile, page);
  const bare = await world.startBareBolt({ PAGE_FILE: pageFile }, preload);
  const bareNext = { ...next, action_id: 'next', value: nextToken };
  world.setLatency(50);

  const botCpu: number[] = [];
  const bareCpu: number[] = [];
  const idle = performance.eventLoopUtilization();
  const { subject, floor } = await interleave(
    ROUNDS,
    1,
    () => clickMany(bot, slackUser(world.slack, bot.url), next, botCpu),
    () => clickMany(bare, slackUser(world.slack, bare.url), bareNext, bareCpu),
  );
  const { utilization } = performance.eventLoopUtilization(idle);
  return {
    title: 'Fifty clicks at a time',
    how:
      `Rounds of ${CLICKS} clicks on **Next page**, ${AT_A_TIME} of them in flight at any moment; the next is sent when ` +
      'one’s page has been taken. The floor is a bare Bolt app, bundled alike, that acknowledges, makes the same ' +
      '`ListActionExecutions` call and posts a page of the same size that it has ready.',
    comparisons: [
      {
        what: `clicks, ${AT_A_TIME} at a time`,
        unit: 'per second',
        subject: { name: 'bot', values: subject },
        floor: { name: 'bare Bolt app', values: floor },
        target: { atLeast: 0.85 },
      },
    ],
    details: [
      `CPU time of a click: ${median(botCpu).toFixed(2)} ms in the bot, ${median(bareCpu).toFixed(2)} ms in the bare ` +
        `Bolt app. The page posted has ${page.length} characters. The process that clicks and plays AWS and Slack was ` +
        `busy ${(utilization * 100).toFixed(0)} % of the time.`,
    ],
    shortfall:
      'Where a processor is the limit, and not the two calls’ latency, the ratio is that of the CPU times. What the bot ' +
      'does and the bare app does not: it checks the button, groups and draws the rows, packs the cursor into every ' +
      'button, sets deadlines, counts, and logs each call’s time. Most of it is the page itself. The context that carries ' +
      'the times of calls into the log makes every promise dearer under Node.js 20, by about a tenth of a click; under ' +
      'Node.js 24, which the image runs, it costs next to nothing. A second process is the way to more: nothing is shared.',
  };
}

/** @returns clicks per second; adds the CPU milliseconds of one click to `cpu`. */
async function clickMany(program: Program, user: SlackUser, button: Button, cpu: number[]): Promise<number> {
  let left = CLICKS;
  const clickOn = async () => {
    while (left-- > 0) expectPage((await user.click(button)).body, 2);
  };
  const before = await program.ask<Usage>('usage');
  const start = performance.now();
  await Promise.all(Array.from({ length: AT_A_TIME }, clickOn));
  const seconds = (performance.now() - start) / 1000;
  const after = await program.ask<Usage>('usage');
  cpu.push((after.cpuMs - before.cpuMs) / CLICKS);
  return CLICKS / seconds;
}
