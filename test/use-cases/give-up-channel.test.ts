import { expect, test } from '@jest/globals';
import type { Subscription } from '../../src/domain/subscription.js';
import { giveUpChannel } from '../../src/use-cases/give-up-channel.js';

const LEASE_MS = 60_000;

/** One channel's subscriptions of one person, and a Slack that takes direct messages or not. */
function start() {
  const clock = { now: 1000 };
  const slack = { isUp: true, told: [] as string[][], doubted: [] as boolean[] };
  let kept: Subscription[] = ['api', 'web'].map((pipeline) => ({
    ...{ region: 'eu-west-1', pipeline, channel: 'C1', on: 'every', subscribedBy: 'U1', shared: false },
  }));
  const store = {
    ofChannel: async () => kept,
    async pause(one: Subscription, paused: NonNullable<Subscription['paused']>) {
      const known = kept.find(({ pipeline }) => pipeline === one.pipeline);
      if (JSON.stringify(known?.paused) !== JSON.stringify(one.paused)) return false;
      kept = kept.map((before) => (before === known ? { ...before, paused } : before));
      return true;
    },
  };
  const tell = async (_: string, __: string, subscriptions: Subscription[], isInDoubt: boolean) => {
    slack.doubted.push(isInDoubt);
    if (slack.isUp) slack.told.push(subscriptions.map(({ pipeline }) => pipeline));
    return slack.isUp;
  };
  const giveUp = () => giveUpChannel({ store, tell, now: () => clock.now, leaseMs: LEASE_MS }, 'C1', 'is_archived');
  return { clock, slack, giveUp, paused: () => kept.map(({ paused }) => paused) };
}

test('two find a channel gone at once: whoever subscribed is told once, of all', async () => {
  const { slack, giveUp, paused } = start();
  const both = await Promise.allSettled([giveUp(), giveUp()]);
  expect(slack.told).toEqual([['api', 'web']]);
  // The other one's event comes again, should the first have died.
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await giveUp();
  expect(slack.told).toHaveLength(1);
  expect(paused()).toEqual(Array(2).fill({ code: 'is_archived', at: 1000 }));
});

test('whoever could not be told: the event comes again, and tells them once the lease is over and nobody has', async () => {
  const { clock, slack, giveUp, paused } = start();
  slack.isUp = false;
  await expect(giveUp()).rejects.toMatchObject({ name: 'Later', seconds: 60 });
  slack.isUp = true;
  clock.now += LEASE_MS - 1;
  await expect(giveUp()).rejects.toMatchObject({ name: 'Later', seconds: 1 });
  expect(slack.told).toEqual([]);
  clock.now += 1;
  await giveUp();
  await giveUp();
  expect(slack.told).toEqual([['api', 'web']]);
  // The second time, the first one may have been told after all.
  expect(slack.doubted).toEqual([false, true]);
  expect(paused()).toEqual(Array(2).fill({ code: 'is_archived', at: 1000 }));
});

test('whoever can’t be told for an hour is not told any more, and no event is kept for it', async () => {
  const { clock, slack, giveUp, paused } = start();
  slack.isUp = false;
  for (let tried = 0; tried < 60; tried += 1) {
    await expect(giveUp()).rejects.toMatchObject({ name: 'Later' });
    clock.now += LEASE_MS;
  }
  await giveUp();
  expect(paused()).toEqual(Array(2).fill({ code: 'is_archived', at: 1000 }));
});
