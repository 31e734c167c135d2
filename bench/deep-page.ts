import { MORE, NEXT_PAGE, REFRESH_PAGE } from '../src/views/page-buttons.js';
import { interleave } from './measure.js';
import type { Report } from './report.js';
import { type Button, buttonOf, expectPage, type SlackUser, slackUser } from './slack-user.js';
import { PIPELINE, type World } from './world.js';

const DEEP = 1000;

/** Page 1,000 compared with page 1. */
export async function measureDeepPage(world: World): Promise<Report> {
  const bot = await world.startBot();
  const user = slackUser(world.slack, bot.url);
  const { first, deep } = await walk(user);
  world.setLatency(50);
  const refresh = (button: Button, pageNumber: number) => async () => {
    const { body, ms } = await user.click(button);
    expectPage(body, pageNumber);
    return ms;
  };
  const { subject, floor } = await interleave(200, 50, refresh(deep, DEEP), refresh(first, 1));
  return {
    title: 'Page 1,000',
    how:
      'A reader walks to page 1,000 by clicking **Next page** 999 times, ten rows to a page. Then that page and page 1 ' +
      'are asked for in turn, by the strings that each carries of itself. What page 1,000 carries and page 1 does not ' +
      'are AWS’s token, those of the pages before it, and the runs that they showed.',
    comparisons: [
      {
        what: 'click on page 1,000',
        unit: 'ms',
        subject: { name: 'page 1,000', values: subject },
        floor: { name: 'page 1', values: floor },
        target: { atMost: 1.05 },
      },
    ],
    details: [
      `The button on page 1 carries ${lengthOf(first)} characters, the one on page 1,000 carries ${lengthOf(deep)}.`,
    ],
  };
}

async function walk(user: SlackUser): Promise<{ first: Button; deep: Button }> {
  let { body } = await user.run(PIPELINE);
  const first = refreshOf(body);
  for (let pageNumber = 2; pageNumber <= DEEP; pageNumber++) {
    ({ body } = await user.click(buttonOf(body, NEXT_PAGE)));
    expectPage(body, pageNumber);
  }
  return { first, deep: refreshOf(body) };
}

/** **Try again** for a page, made from its **More…** button. */
function refreshOf(body: string): Button {
  const more = buttonOf(body, MORE);
  return { ...more, action_id: more.action_id.replace(MORE, REFRESH_PAGE) };
}

const lengthOf = ({ block_id, action_id, value }: Button): number => block_id.length + action_id.length + value.length;
