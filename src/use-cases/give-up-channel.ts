import type { Paused, Subscription } from '../domain/subscription.js';
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

/** Whoever can't be told for this long is not told any more: `subscriptions` shows what is paused as well. */
const TRIED_FOR_MS = 60 * 60_000;

/**
 * Pauses everything a channel has subscribed and tells whoever did, each of them once, whatever number of machines
 * finds the channel gone at the same time. It stays marked until they are told.
 * @throws Later when someone is still to be told, or is being told by another one.
 */
export async function giveUpChannel(givingUp: GivingUp, channel: string, code: string): Promise<void> {
  const all = await givingUp.store.ofChannel(channel);
  const waits = [...new Set(all.map(({ subscribedBy }) => subscribedBy))].map((user) => {
    const theirs = all.filter(({ subscribedBy }) => subscribedBy === user);
    return tellOnce(givingUp, { user, channel, code }, theirs);
  });
  const ms = Math.max(0, ...(await Promise.all(waits)));
  if (ms > 0) throw new Later('whoever subscribed is still to be told', Math.ceil(ms / 1000));
}

/** Resolves with the milliseconds after which it should be looked at again; 0 when they are told. */
async function tellOnce(
  { store, tell, now, leaseMs }: GivingUp,
  { user, channel, code }: { user: string; channel: string; code: string },
  theirs: Subscription[],
): Promise<number> {
  const pause = async (one: Subscription): Promise<PausedSubscription[]> => {
    const paused: Paused = { code, at: now(), ...one.paused, tellAgainAt: now() + leaseMs };
    return (await store.pause(one, paused)) ? [{ ...one, paused }] : [];
  };
  const [first, ...others] = theirs.filter(({ paused }) => !paused || paused.tellAgainAt !== undefined);
  if (!first) return 0;
  const isToldFor = Math.max(...[first, ...others].map(({ paused }) => paused?.tellAgainAt ?? 0)) - now();
  if (isToldFor > 0) return isToldFor;
  // Whoever pauses the first one tells of all of them.
  const mine = await pause(first);
  if (mine.length === 0) return leaseMs;
  mine.push(...(await Promise.all(others.map(pause))).flat());
  const isInDoubt = theirs.some(({ paused }) => paused !== undefined);
  const isTold = await tell(user, channel, mine, isInDoubt);
  if (!isTold && now() - Math.min(...mine.map(({ paused }) => paused.at)) < TRIED_FOR_MS) return leaseMs;
  await Promise.all(mine.map((one) => store.pause(one, { code: one.paused.code, at: one.paused.at })));
  return 0;
}
