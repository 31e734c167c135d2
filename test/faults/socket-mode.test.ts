import { afterEach, expect, test } from '@jest/globals';
import type { Delivery } from '../../playground/index.js';
import { clicked, rowsOf, type } from '../flows/gestures.js';
import { startWorld, type World } from '../flows/start-world.js';

let world: World;
afterEach(() => world.stop());

const start = async () => {
  world = await startWorld({ socketMode: true });
  await until(() => world.slack.sockets.count() === 2);
};
const opened = () => world.slack.requests.filter(({ method }) => method === 'apps.connections.open').length;
const readiness = async () => (await fetch(`http://127.0.0.1:${world.bot.port}/readyz`)).text();
/** The line that says that connections ended, so many times. */
const ended = (reason: string) => world.logged((line) => line.what === 'socket' && line.reason === reason);

const lostOf = (deliveries: Delivery[]) => deliveries.filter(({ outcome }) => outcome !== 'acknowledged');

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('It did not become so in ten seconds.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Types commands without a pause until a promise is settled; every one of them, with what became of it. */
async function typeUntil(settled: Promise<unknown>): Promise<Delivery[]> {
  const deliveries: Delivery[] = [];
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  settled.then(over, over);
  while (!isOver) deliveries.push(await world.slack.runCommand({ text: 'help' }));
  await settled;
  return deliveries;
}

test.each(['warning', 'refresh_requested'] as const)(
  'Slack is going to close every connection (%s): no payload gets lost, each is replaced before it goes',
  async (reason) => {
    await start();
    world.slack.sockets.leave(reason);
    const deliveries = await typeUntil(until(() => world.slack.sockets.count() === 4));
    expect(deliveries.length).toBeGreaterThan(0);
    expect(lostOf(deliveries)).toEqual([]);
    // Slack may close it in the end: nothing is lost.
    world.slack.sockets.cut(2);
    expect(lostOf(await typeUntil(new Promise((resolve) => setTimeout(resolve, 500))))).toEqual([]);
    expect(await readiness()).toContain('ready');
    expect(rowsOf(await clicked(world.slack, await type(world.slack, 'checkout-service'), 'Next page'))).toHaveLength(
      10,
    );
  },
);

test('one connection is cut: the other takes what comes, and there are two again', async () => {
  await start();
  const before = opened();
  world.slack.sockets.cut(1);
  await ended('gone');
  expect(lostOf(await typeUntil(until(() => opened() > before)))).toEqual([]);
});

test('all connections are cut: it is not ready, and soon is again', async () => {
  await start();
  world.slack.sockets.cut();
  await ended('gone');
  await until(async () => (await readiness()).trim() === 'ready');
  expect(rowsOf(await type(world.slack, 'checkout-service'))).toHaveLength(10);
});

test('too many connections are open: one does', async () => {
  await start();
  world.slack.faults.add({ on: 'apps.connections.open', error: 'too_many_websockets' });
  world.slack.sockets.cut(1);
  await world.logged(({ code }) => code === 'too_many_websockets');
  expect(lostOf([await world.slack.runCommand({ text: 'help' })])).toEqual([]);
  expect((await readiness()).trim()).toBe('ready');
});

test('Socket Mode is switched off: it is not ready, asks seldom, and stops at once', async () => {
  await start();
  const before = opened();
  world.slack.sockets.leave('link_disabled');
  await until(() => world.log.filter(({ reason }) => reason === 'link_disabled').length === 2);
  world.slack.sockets.cut();
  await until(async () => (await readiness()).trim() === 'not connected to Slack');
  expect(opened() - before).toBe(0);
});

test('an app token that Slack refuses ends the start, in words', async () => {
  await start();
  world.slack.faults.add({ on: 'apps.connections.open', error: 'invalid_auth' });
  await expect(world.anotherBot()).rejects.toThrow('Slack refuses SLACK_APP_TOKEN: invalid_auth.');
});

test('envelopes without a payload, or that are none, do no harm', async () => {
  await start();
  const { say } = world.slack.sockets;
  for (const payload of [null, 5, [], {}, { type: 'block_actions' }, { type: 'events_api' }]) {
    say({ envelope_id: 'e1', type: 'interactive', payload });
  }
  say({ type: 'of the future' });
  say({ envelope_id: 7, payload: {} });
  expect(rowsOf(await type(world.slack, 'checkout-service'))).toHaveLength(10);
});

test('a stop acknowledges what has come, and its answer follows', async () => {
  await start();
  world.aws.faults.latencyMs = 400;
  const delivery = world.slack.runCommand({ text: 'checkout-service' });
  await new Promise((resolve) => setTimeout(resolve, 100));
  await world.bot.stop();
  expect((await delivery).outcome).toBe('acknowledged');
  expect(rowsOf(await (await delivery).nextAnswer())).toHaveLength(10);
  expect((await world.slack.runCommand({ text: 'help' })).outcome).toBe('dispatch_failed');
});

test('Slack can’t be reached when the bot starts: it is waited for', async () => {
  await start();
  world.slack.faults.add({ on: 'apps.connections.open', status: 503, times: 9 });
  const bot = await world.anotherBot();
  expect((await fetch(`http://127.0.0.1:${bot.port}/readyz`)).status).toBe(200);
});
