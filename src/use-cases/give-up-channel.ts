import { SlackProblem } from '../domain/slack-problem.js';
import type { Subscription } from '../domain/subscription.js';
import type { ChannelLines } from './announce/channel-lines.js';
import { RetryLater } from './announce/retry-later.js';
import type { SubscriptionStore } from './subscriptions.js';

export interface GiveUpDeps {
  store: Pick<SubscriptionStore, 'ofChannel' | 'find' | 'pause' | 'markTold'>;
  lines: ChannelLines;
  /** Slack's id of the direct message channel with a person. @throws SlackProblem */
  directWith(user: string): Promise<string>;
  now(): number;
}

/** After this, stop trying to tell the subscriber: `subscriptions` shows paused ones as well. */
const TRIED_FOR_MS = 60 * 60_000;
const AGAIN_SECONDS = 30;

/**
 * Pauses a channel's subscriptions and tells each subscriber once, in a direct message. A pause stays marked until they
 * have been told.
 * @throws RetryLater when a subscriber has still to be told; AwsProblem.
 */
export async function giveUpChannel(deps: GiveUpDeps, channel: string, code: string): Promise<void> {
  const { store, now } = deps;
  const all = await store.ofChannel(channel);
  const paused = { code, at: now(), isUntold: true };
  await Promise.all(all.map((one) => one.paused ?? store.pause(one, paused)));
  const users = [...new Set(all.map(({ subscribedBy }) => subscribedBy))];
  await Promise.all(
    users.map((user) =>
      tellUser(
        deps,
        user,
        all.filter(({ subscribedBy }) => subscribedBy === user),
      ),
    ),
  );
}

/** Reads again under the lease of the direct message: another process may have told them meanwhile. */
async function tellUser({ store, lines, directWith, now }: GiveUpDeps, user: string, theirs: Subscription[]) {
  const [{ channel } = { channel: '' }] = theirs;
  const untold = async () => {
    const found = await Promise.all(theirs.map((one) => store.find(one)));
    return found.flatMap((one) => (one?.paused?.isUntold ? [{ ...one, paused: one.paused }] : []));
  };
  const tell = async (direct: string) =>
    lines.run(direct, `gone ${channel}`, async (session) => {
      const subscriptions = await untold();
      const [first] = subscriptions;
      if (!first) return;
      const { code, at } = first.paused;
      await session.postOnce({ kind: 'channel gone', channel, code, subscriptions }, `${channel} ${at}`);
      await Promise.all(subscriptions.map(store.markTold));
    });
  try {
    await tell(await directWith(user));
  } catch (error) {
    if (!(error instanceof SlackProblem)) throw error;
    const subscriptions = await untold();
    const isTriedLongEnough = subscriptions.every(({ paused }) => now() - paused.at > TRIED_FOR_MS);
    // Some people accept no direct messages.
    if (error.kind !== 'channel-gone' && !isTriedLongEnough) {
      throw new RetryLater('the subscriber has not been told yet', AGAIN_SECONDS, error);
    }
    await Promise.all(subscriptions.map(store.markTold));
  }
}
