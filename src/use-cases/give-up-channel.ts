import type { Subscription } from '../subscription.js';
import type { SubscriptionStore } from './subscriptions.js';

export interface GivingUp {
  store: Pick<SubscriptionStore, 'ofChannel' | 'pause'>;
  /** Tells a person, in their direct messages, what is no longer posted where. */
  tell(user: string, channel: string, code: string, subscriptions: Subscription[]): Promise<void>;
  now(): number;
}

/**
 * Pauses everything a channel has subscribed and tells whoever did. Of several that find the channel gone, on whatever
 * machine, the one that pauses a subscription tells of it, so everyone is told once.
 */
export async function giveUpChannel({ store, tell, now }: GivingUp, channel: string, code: string): Promise<void> {
  const subscriptions = await store.ofChannel(channel);
  const isMine = await Promise.all(subscriptions.map((one) => store.pause(one, code, now())));
  const byPerson = new Map<string, Subscription[]>();
  for (const subscription of subscriptions.filter((_, index) => isMine[index])) {
    const { subscribedBy } = subscription;
    byPerson.set(subscribedBy, [...(byPerson.get(subscribedBy) ?? []), subscription]);
  }
  await Promise.all([...byPerson].map(([user, paused]) => tell(user, channel, code, paused)));
}
