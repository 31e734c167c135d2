import type { BareCalls } from './floors/bare-calls.js';
import { interleave } from './measure.js';
import type { Report } from './report.js';
import { expectPage, slackUser } from './slack-user.js';
import { PIPELINE, type World } from './world.js';

/** `/pipeline-actions …` until the page is in the acknowledgement, compared with its one call. */
export async function measureCommand(world: World): Promise<Report> {
  const [bot, calls] = await Promise.all([world.startBot(), world.startBareCalls()]);
  const user = slackUser(world.slack, bot.url);
  const bare: BareCalls = { input: { pipelineName: PIPELINE, maxResults: 10 } };
  world.setLatency(50);
  const { subject, floor } = await interleave(
    200,
    50,
    async () => {
      const { body, ms } = await user.run(PIPELINE);
      expectPage(body, 1);
      return ms;
    },
    () => calls.ask<number>(bare),
  );
  return {
    title: 'A command',
    how:
      'From sending the signed command to having the acknowledgement with page 1 in it. The floor is one ' +
      '`ListActionExecutions` call of the same page by the same SDK client, timed inside its own process.',
    comparisons: [
      {
        what: 'command → answered',
        unit: 'ms',
        subject: { name: 'bot', values: subject },
        floor: { name: 'bare SDK call', values: floor },
        target: { atMost: 1.2 },
      },
    ],
  };
}
