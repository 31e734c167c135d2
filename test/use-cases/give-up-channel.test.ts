import { expect, test } from '@jest/globals';
import type { Subscription } from '../../src/subscription.js';
import { giveUpChannel } from '../../src/use-cases/give-up-channel.js';

/** One channel's subscriptions of one person, and a Slack that takes direct messages or not. */
function start() {
  const clock = { now: 1000 };
  const slack = { isUp: true, told: [] as string[][] };
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
  const tell = async (_: string, __: string, ___: string, subscriptions: Subscription[]) => {
    if (slack.isUp) slack.told.push(subscriptions.map(({ pipeline }) => pipeline));
    return slack.isUp;
  };
  const giveUp = () => giveUpChannel({ store, tell, now: () => clock.now }, 'C1', 'is_archived');
  return { clock, slack, giveUp, paused: () => kept.map(({ paused }) => paused) };
}

test('two find a channel gone at once: whoever subscribed is told once', async () => {
  const { slack, giveUp, paused } = start();
  await Promise.all([giveUp(), giveUp()]);
  expect(slack.told.flat().sort()).toEqual(['api', 'web']);
  expect(paused()).toEqual(Array(2).fill({ code: 'is_archived', at: 1000 }));
});

test('whoever could not be told is told by the next event, a minute later at the earliest, and then no more', async () => {
  const { clock, slack, giveUp, paused } = start();
  slack.isUp = false;
  await giveUp();
  slack.isUp = true;
  clock.now += 59_000;
  await giveUp();
  expect(slack.told).toEqual([]);
  clock.now += 1000;
  await giveUp();
  await giveUp();
  expect(slack.told).toEqual([['api', 'web']]);
  expect(paused()).toEqual(Array(2).fill({ code: 'is_archived', at: 1000 }));
});
