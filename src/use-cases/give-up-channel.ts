import type { Paused, Subscription } from '../subscription.js';
import { Later } from './announce/later.js';
import type { SubscriptionStore } from './subscriptions.js';

export interface GivingUp {
  store: Pick<SubscriptionStore, 'ofChannel' | 'pause'>;
  /**
   * Tells a person, in their direct messages, what is no longer posted where; false when that has to be tried again.
   * @param isInDoubt Someone before may have told them: they are told only if they were not.
   */
  tell(user: string, channel: string, subscriptions: PausedSubscription[], isInDoubt: boolean): Promise<boolean>;
  now(): number;
  /** How long nobody else tells what someone has begun to tell, in milliseconds. */
  leaseMs: number;
}

export type PausedSubscription = Subscription & { paused: Paused };

/**
 * Pauses everything a channel has subscribed and tells whoever did. Of several that find the channel gone, on whatever
 * machine, the one that pauses a subscription tells of it, so everyone is told once. It stays marked until they are.
 * @throws Later when someone could not be told.
 */
export async function giveUpChannel(givingUp: GivingUp, channel: string, code: string): Promise<void> {
  const { store, tell, now, leaseMs } = givingUp;
  const pause = async (one: Subscription): Promise<PausedSubscription[]> => {
    if (isToldOrBeingTold(one, now())) return [];
    const paused: Paused = { code, at: now(), ...one.paused, tellAgainAt: now() + leaseMs };
    return (await store.pause(one, paused)) ? [{ ...one, paused }] : [];
  };
  const before = await store.ofChannel(channel);
  const mine = (await Promise.all(before.map(pause))).flat();
  const isInDoubt = (user: string) => before.some(({ subscribedBy, paused }) => subscribedBy === user && paused);
  const told = await Promise.all(
    [...new Set(mine.map(({ subscribedBy }) => subscribedBy))].map(async (user) => {
      const theirs = mine.filter(({ subscribedBy }) => subscribedBy === user);
      if (!(await tell(user, channel, theirs, isInDoubt(user)))) return false;
      await Promise.all(theirs.map((one) => noteTold(store, one)));
      return true;
    }),
  );
  if (told.includes(false)) throw new Later('whoever subscribed could not be told', Math.ceil(leaseMs / 1000));
}

const isToldOrBeingTold = ({ paused }: Subscription, now: number): boolean =>
  paused !== undefined && (paused.tellAgainAt ?? Number.POSITIVE_INFINITY) > now;

const noteTold = (store: GivingUp['store'], subscription: PausedSubscription) => {
  const { code, at } = subscription.paused;
  return store.pause(subscription, { code, at });
};
