import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Message } from '../../playground/index.js';
import { renderedText } from '../../playground/index.js';
import { clicked, labelsOf, rowsOf, runsOf, seen, type } from './gestures.js';
import { labelsOf as buttonsIn, type Modals, modalsOf } from './modal.js';
import { endWorld, startWorld, type World } from './start-world.js';

let world: World;
let modals: Modals;
beforeEach(async () => {
  world = await startWorld();
  modals = modalsOf(world);
});
afterEach(() => endWorld(world));

const listCalls = () => world.aws.calls.filter(({ operation }) => operation === 'ListActionExecutions');
/** The reader's own page, as it is now. */
const ownPage = (): Message => {
  const own = world.slack.messagesSeenBy().filter(({ visibleTo }) => visibleTo !== undefined);
  if (own.length !== 1 || !own[0]) throw new Error(`There are ${own.length} pages.`);
  return own[0];
};
const shown = () => renderedText(modals.top().blocks);

describe('More…', () => {
  test('opens at once, whole, without asking AWS', async () => {
    const page = await type(world.slack, 'checkout-service');
    const before = listCalls().length;
    const view = await modals.more(page);
    expect(view.title).toBe('More');
    expect(buttonsIn(view)).toEqual(['Refresh', 'Only failed', 'Share…']);
    expect(shown()).toContain('aws codepipeline list-action-executions --pipeline-name checkout-service');
    expect(listCalls()).toHaveLength(before);
  });

  test('refreshes the page it was opened from, by one call, and the page leads on and back as before', async () => {
    const first = await type(world.slack, 'checkout-service');
    const second = await clicked(world.slack, first, 'Next page');
    await modals.more(second);
    const before = listCalls().length;
    await modals.pressed('Refresh');
    expect(shown()).toContain('The page was read again.');
    expect(listCalls()).toHaveLength(before + 1);
    const page = ownPage();
    expect(rowsOf(page)).toEqual(rowsOf(second));
    expect(seen(page)).toContain('Actions 11–20');
    expect(rowsOf(await clicked(world.slack, page, 'Previous'))).toEqual(rowsOf(first));
  });

  test('leads to the first page', async () => {
    const first = await type(world.slack, 'checkout-service');
    const second = await clicked(world.slack, first, 'Next page');
    expect(buttonsIn(await modals.more(second))).toContain('First page');
    await modals.pressed('First page');
    expect(rowsOf(ownPage())).toEqual(rowsOf(first));
    expect(labelsOf(ownPage())).toEqual(['Next page', 'More…']);
  });

  test('shows only what failed among the newest hundred, and all again', async () => {
    const first = await type(world.slack, 'checkout-service');
    await modals.more(first);
    await modals.pressed('Only failed');
    expect(seen(ownPage())).toMatch(/\d+ failed of actions 1–100/);
    expect(listCalls().at(-1)?.input).toMatchObject({ maxResults: 100 });
    await modals.more(ownPage());
    await modals.pressed('All actions');
    expect(rowsOf(ownPage())).toEqual(rowsOf(first));
  });

  test('shares the page after asking, with the sharer’s name and no button that changes it for everyone', async () => {
    const page = await type(world.slack, 'checkout-service');
    const view = await modals.more(page);
    expect(JSON.stringify(view.blocks)).toContain('Share this page?');
    const posted = world.slack.nextMessage(({ visibleTo }) => visibleTo === undefined);
    await modals.pressed('Share…');
    const shared = await posted;
    expect(shown()).toContain('The page was shared with the channel.');
    expect(JSON.stringify(shared.blocks)).toContain(`"user_id":"${world.slack.people.me}"`);
    expect(runsOf(shared)).toEqual(runsOf(page));
    expect(labelsOf(shared)).toEqual(['Open for me']);
    const { colleague } = world.slack.people;
    const own = await clicked(world.slack, shared, 'Open for me', colleague);
    expect(own.visibleTo).toBe(colleague);
    expect(own.ts).not.toBe(shared.ts);
    expect(rowsOf(own)).toEqual(rowsOf(page));
    expect(labelsOf(own)).toContain('Next page');
  });

  test('sends the command with AWS’s token as a file', async () => {
    const second = await clicked(world.slack, await type(world.slack, 'checkout-service'), 'Next page');
    await modals.more(second);
    await modals.pressed('Send command for this page');
    expect(shown()).toContain('checkout-service-page-2.sh was sent to you as a direct message.');
    const direct = world.slack.lastMessageSeenBy(world.slack.people.me, world.slack.channels.direct);
    const command = await (await fetch(direct?.files?.[0]?.url ?? '')).text();
    expect(command).toMatch(/^aws codepipeline list-action-executions .* --starting-token \S{1000,}\n$/);
  });

  test('of the longest name, both filters and a token of 2,048 characters still knows its page', async () => {
    const longest = world.aws.account.pipelines().find(({ name }) => name.length === 100)?.name ?? '';
    const [row] = world.aws.account.find(longest)?.rows ?? [];
    const execution = row?.pipelineExecutionId;
    world.aws.faults.tokenStyle = () => `${Math.random()}`.padEnd(2048, '~!@#%^&*()');
    const filter = `--filter pipelineExecutionId=${execution},latestInPipelineExecution={pipelineExecutionId=${execution},startTimeRange=All}`;
    const first = await type(world.slack, `${longest} ${filter} --page-size 1 --region eu-west-1`);
    const second = await clicked(world.slack, first, 'Next page');
    await modals.more(second);
    await modals.pressed('Refresh');
    expect(rowsOf(ownPage())).toEqual(rowsOf(second));
  });
});

describe('what goes wrong', () => {
  test('at AWS is said in the window, and the page stays', async () => {
    const page = await type(world.slack, 'checkout-service');
    await modals.more(page);
    world.aws.faults.denyAccess = true;
    await modals.pressed('Refresh');
    expect(shown()).toContain('lacks the permission codepipeline:ListActionExecutions');
    expect(rowsOf(ownPage())).toEqual(rowsOf(page));
    world.aws.faults.reset();
    await modals.pressed('Refresh');
    expect(shown()).toContain('The page was read again.');
  });

  test.each(['used_url', 'expired_url'])(
    'with the page’s address: the command has to be typed again: %s',
    async (error) => {
      const page = await type(world.slack, 'checkout-service');
      await modals.more(page);
      world.slack.faults.add({ on: 'response_url', error, times: 1 });
      await modals.pressed('Refresh');
      expect(shown()).toMatch(/30 minutes: type \/pipeline-actions checkout-service again\..*Reference [2-9B-Z]{6}/s);
      expect(rowsOf(ownPage())).toEqual(rowsOf(page));
    },
  );

  test('with the window: one that does not open is said beside the page', async () => {
    const page = await type(world.slack, 'checkout-service');
    world.slack.faults.add({ on: 'views.open', error: 'expired_trigger_id' });
    const said = world.slack.nextMessage();
    await modals.more(page).catch(() => {});
    expect(seen(await said)).toContain('Slack did not show the window');
  });
});
