import { interleave, median } from './measure.js';
import { profileStart, type Share } from './profile-start.js';
import type { Report } from './report.js';
import { type Program, timeNode } from './start-program.js';
import type { World } from './world.js';

const STARTS = 20;

/** From start until ready, compared with a bare Bolt app with the same SDK client. */
export async function measureStartUp(world: World): Promise<Report> {
  const { subject, floor } = await interleave(
    STARTS,
    2,
    () => readyMs(() => world.startBot()),
    () => readyMs(() => world.startBareBolt()),
  );
  const node: number[] = [];
  for (let i = 0; i < STARTS; i++) node.push(await timeNode());
  return {
    title: 'Start',
    how:
      'From starting the process to the first 200 of `/readyz`, which both give when Slack has answered `auth.test`. ' +
      'Slack and AWS answer without added latency here: it would be the same on both sides and only blur the ratio.',
    comparisons: [
      {
        what: 'start → ready',
        unit: 'ms',
        subject: { name: 'bot', values: subject },
        floor: { name: 'bare Bolt app', values: floor },
        target: { atMost: 1.3 },
      },
    ],
    details: [
      `Node.js alone, with an empty program, takes ${median(node).toFixed(0)} ms from start to end.`,
      sharesTable(await profileStart(world)),
    ],
    shortfall:
      'The bot reads and compiles what the bare app does and, beside it, the schema, metrics, log and command-line ' +
      'libraries and its own code. What only announcing and failure summaries need is read where it is asked for.',
  };
}

async function readyMs(start: () => Promise<Program>): Promise<number> {
  const program = await start();
  await program.stop();
  return program.readyMs ?? Number.NaN;
}

const sharesTable = (shares: Share[]): string =>
  [
    '| What the bot’s start-up time is spent on (CPU profile, ms of its own code) | ms |',
    '| --- | ---: |',
    ...shares.map(({ name, ms }) => `| ${name} | ${ms.toFixed(0)} |`),
  ].join('\n');
