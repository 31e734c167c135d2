import type { Paused, Subscription } from '../subscription.js';
import type { SubscriptionStore } from './subscriptions.js';

export interface GivingUp {
  store: Pick<SubscriptionStore, 'ofChannel' | 'pause'>;
  /** Tells a person, in their direct messages, what is no longer posted where; false when that has to be tried again. */
  tell(user: string, channel: string, code: string, subscriptions: Subscription[]): Promise<boolean>;
  now(): number;
}

/** Whoever tells needs a moment; after that, the next event tells who could not be told. */
const TELLING_MS = 60_000;

/**
 * Pauses everything a channel has subscribed and tells whoever did. Of several that find the channel gone, on whatever
 * machine, the one that pauses a subscription tells of it, so everyone is told once. It stays marked until they are.
 */
export async function giveUpChannel({ store, tell, now }: GivingUp, channel: string, code: string): Promise<void> {
  const pause = async (one: Subscription): Promise<Subscription[]> => {
    if (one.paused && (one.paused.tellAgainAt ?? Number.POSITIVE_INFINITY) > now()) return [];
    const paused: Paused = { code, at: now(), ...one.paused, tellAgainAt: now() + TELLING_MS };
    return (await store.pause(one, paused)) ? [{ ...one, paused }] : [];
  };
  const mine = (await Promise.all((await store.ofChannel(channel)).map(pause))).flat();
  await Promise.all(
    [...new Set(mine.map(({ subscribedBy }) => subscribedBy))].map(async (user) => {
      const theirs = mine.filter(({ subscribedBy }) => subscribedBy === user);
      if (await tell(user, channel, code, theirs)) await Promise.all(theirs.map((one) => noteTold(store, one)));
    }),
  );
}

async function noteTold(store: GivingUp['store'], subscription: Subscription): Promise<void> {
  if (!subscription.paused) return;
  const { code, at } = subscription.paused;
  await store.pause(subscription, { code, at });
}
