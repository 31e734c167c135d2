import { firstClick } from './first-click.js';
import type { BareCalls } from './floors/bare-calls.js';
import { interleave } from './measure.js';
import type { Report } from './report.js';
import { expectPage, slackUser } from './slack-user.js';
import { PIPELINE, type World } from './world.js';

/** **Next page** until the page is replaced, compared with its two calls. */
export async function measureClick(world: World): Promise<Report> {
  const [bot, calls] = await Promise.all([world.startBot(), world.startBareCalls()]);
  const user = slackUser(world.slack, bot.url);
  const { next, nextToken, page } = await firstClick(world, user);
  const bare: BareCalls = {
    input: { pipelineName: PIPELINE, maxResults: 10, nextToken },
    post: { url: `${world.slack.url}/actions/bare`, body: page },
  };
  world.setLatency(50);
  const { subject, floor } = await interleave(
    200,
    50,
    async () => {
      const { body, ms } = await user.click(next);
      expectPage(body, 2);
      return ms;
    },
    () => calls.ask<number>(bare),
  );
  return {
    title: 'A click',
    how:
      'From sending the signed click on **Next page** to the moment Slack has taken the page at the response_url. The ' +
      'floor is the same SDK call with the same token and then one POST of the same page, timed inside its own process.',
    comparisons: [
      {
        what: 'click → page replaced',
        unit: 'ms',
        subject: { name: 'bot', values: subject },
        floor: { name: 'bare SDK call + bare POST', values: floor },
        target: { atMost: 1.1 },
      },
    ],
  };
}
