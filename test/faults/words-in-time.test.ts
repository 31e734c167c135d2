import { expect, test } from '@jest/globals';
import type { Message, SlackWorkspace } from '../../playground/index.js';
import { DETAILS } from '../../src/views/run-choices.js';
import { startAnnounceWorld } from '../flows/announce-world.js';
import { click, clicked, rowsOf, type } from '../flows/gestures.js';
import { modalsOf } from '../flows/modal.js';
import { startWorld, type World } from '../flows/start-world.js';

const WITHIN_MS = 12_000;

/** Does something in a world of its own; what comes of it may not be against Slack's rules. */
async function inWorld(act: (world: World) => Promise<void>): Promise<void> {
  const world = await startWorld();
  try {
    await act(world);
    expect(world.slack.violations).toEqual([]);
  } finally {
    await world.stop();
  }
}

/** The next message that the person sees, and that it came in time. */
async function inTime(slack: SlackWorkspace, act: () => Promise<unknown>): Promise<Message> {
  const start = performance.now();
  const message = slack.nextMessage(({ user }) => user !== slack.people.me, 30_000);
  await act();
  const come = await message;
  expect(performance.now() - start).toBeLessThan(WITHIN_MS);
  return come as unknown as Message;
}

const uses = (slack: SlackWorkspace) => slack.requests.filter(({ method }) => method === 'response_url').length;

test.concurrent('an unknown name, while AWS does not say which names there are: words in time', () =>
  inWorld(async ({ slack, aws }) => {
    aws.faults.hang = ['ListPipelines'];
    const answer = await inTime(slack, () => slack.runCommand({ text: 'checkut-service' }));
    expect(answer.text).toContain('There is no pipeline “checkut-service”');
  }));

test.concurrent.each(['failure checkout-service', 'checkout-service', 'failure checkout-service --region eu-west-2'])(
  'AWS answers nothing at all: words in time for %s',
  (text) =>
    inWorld(async ({ slack, aws }) => {
      aws.faults.hang = true;
      const answer = await inTime(slack, () => slack.runCommand({ text }));
      expect(answer.text).toContain('AWS did not answer in time');
    }),
);

test.concurrent('AWS answers nothing but the list of action executions: a failure is shown with what there is', () =>
  inWorld(async ({ slack, aws }) => {
    aws.faults.hang = ['BatchGetBuilds', 'GetLogEvents', 'GetPipelineExecution'];
    const answer = await inTime(slack, () => slack.runCommand({ text: 'failure checkout-service' }));
    expect(answer.text).toMatch(/^checkout-service(: Approve rejected| failed)/);
  }));

test.concurrent('Slack does not say what channel it is: a failure is shown in time, and a subscription stored', async () => {
  const world = await startAnnounceWorld();
  const { slack, aws } = world;
  try {
    aws.account.addPipeline({ name: 'svc-search' });
    slack.faults.add({ on: 'conversations.info', hang: 'before' });
    slack.faults.add({ on: 'usergroups.list', hang: 'before' });
    const answers = [
      await inTime(slack, () => slack.runCommand({ text: 'failure svc-search' })),
      await inTime(slack, () => slack.runCommand({ text: 'subscribe svc-search' })),
      await inTime(slack, () => slack.runCommand({ text: 'subscribe svc-search --mention @sre' })),
    ].map(({ text }) => text);
    expect(answers[1]).toContain('svc-search');
    expect(answers[2]).toContain('Slack did not say');
  } finally {
    await world.stop();
  }
});

test.concurrent('response_url hangs once: the page still takes the place of the one before', () =>
  inWorld(async ({ slack }) => {
    const page = await type(slack, 'checkout-service');
    slack.faults.add({ on: 'response_url', times: 1, hang: 'before' });
    const next = await inTime(slack, () => click(slack, page, 'Next page'));
    expect([next.ts, rowsOf(next).length]).toEqual([page.ts, 10]);
    expect(uses(slack)).toBeLessThanOrEqual(3);
  }));

test.concurrent.each([
  ['hangs', { hang: 'before' }],
  ['takes it and hangs', { hang: 'after' }],
  ['is cut', { drop: 'before' }],
  ['answers 500', { status: 500 }],
  ['answers with a page of HTML', { status: 200 }],
  ['is used up', { error: 'used_url' }],
  ['has expired', { error: 'expired_url' }],
  ['asks for a minute', { retryAfter: 60 }],
] as const)('response_url always %s: the page comes beside, in time, and the address is not used up', (_, fault) =>
  inWorld(async ({ slack, logged }) => {
    const page = await type(slack, 'checkout-service');
    slack.faults.add({ on: 'response_url', ...fault });
    const aside = slack.nextRequest('chat.postEphemeral', WITHIN_MS);
    await click(slack, page, 'Next page');
    await aside;
    const seen = slack.messagesSeenBy().at(-1);
    expect([seen?.visibleTo, rowsOf(seen as never).length]).toEqual([slack.people.me, 10]);
    expect(uses(slack)).toBeLessThanOrEqual(5);
    expect(await logged(({ what }) => what === 'next-page')).toMatchObject({
      outcome: 'page',
      aside: expect.any(String),
    });
    // What was taken and not answered is taken again: the same message, so with the same ids.
    const again = 'hang' in fault && fault.hang === 'after' ? slack.violations.splice(0) : [];
    expect(again.every(({ error }) => error === 'block_id_reused')).toBe(true);
    slack.faults.clear();
    expect(rowsOf(await clicked(slack, seen as never, 'Next page'))).toHaveLength(10);
  }),
);

test.concurrent('response_url asks for a minute where the bot is no member: the page comes as a direct message', () =>
  inWorld(async ({ slack }) => {
    const channel = slack.addChannel({ name: 'without-the-bot', hasBot: false }).id;
    const command = await slack.runCommand({ text: 'checkout-service', channel });
    const page = await command.nextAnswer();
    slack.faults.add({ on: 'response_url', retryAfter: 60 });
    const answer = await inTime(slack, () => click(slack, page, 'Next page'));
    expect([answer.channel, rowsOf(answer).length]).toEqual([slack.channels.direct, 10]);
    slack.violations.splice(0);
  }));

test.concurrent('what is posted to a channel is posted once, though Slack hangs; who posts it is told', () =>
  inWorld(async (world) => {
    const { slack } = world;
    const modals = modalsOf(world);
    await modals.more(await type(slack, 'checkout-service'));
    slack.faults.add({ on: 'response_url', times: 1, hang: 'after' });
    const view = await modals.pressed('Share…');
    expect(slack.messagesSeenBy().filter(({ visibleTo }) => !visibleTo)).toHaveLength(1);
    expect(JSON.stringify(view.blocks)).toContain('Slack did not say whether it took the page');
  }));

test.concurrent('a slow AWS, and the word that the page loads is not taken: the page still comes, in time', () =>
  inWorld(async ({ slack, aws, logged }) => {
    const page = await type(slack, 'checkout-service');
    aws.faults.latencyMs = 1500;
    slack.faults.add({ on: 'response_url', times: 1, hang: 'before' });
    const next = await inTime(slack, () => click(slack, page, 'Next page'));
    expect([next.ts, rowsOf(next).length]).toEqual([page.ts, 10]);
    expect(uses(slack)).toBeLessThanOrEqual(3);
    await logged(({ what }) => what === 'next-page');
  }));

test.concurrent.each([
  ['hangs', { hang: 'before' }],
  ['asks for a minute', { retryAfter: 60 }],
  ['answers 500', { status: 500 }],
] as const)('a window that is open, and views.update %s: words beside in time', (_, fault) =>
  inWorld(async (world) => {
    const { slack } = world;
    const page = await type(slack, 'checkout-service');
    slack.faults.add({ on: 'views.update', ...fault });
    const modals = modalsOf(world);
    const answer = await inTime(slack, () => modals.choose(page, /./));
    expect(answer.text).toContain('Slack did not show the window');
    expect(await world.logged(({ what }) => what === DETAILS)).toMatchObject({ outcome: /^no modal/ });
  }),
);

test.concurrent('a click in a window, and no view can be changed: words in the direct messages, in time', () =>
  inWorld(async (world) => {
    const { slack } = world;
    const modals = modalsOf(world);
    await modals.chosen(await type(slack, 'checkout-service'), /./);
    for (const on of ['views.update', 'views.push']) slack.faults.add({ on, hang: 'before' });
    const answer = await inTime(slack, () => modals.press('All attempts'));
    expect([answer.channel, answer.text]).toEqual([
      slack.channels.direct,
      expect.stringContaining('Slack did not show the window'),
    ]);
  }));
