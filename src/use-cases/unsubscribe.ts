import { SlackProblem } from '../domain/slack-problem.js';
import { matches, type Subscription } from '../domain/subscription.js';
import type { SubscriptionStore } from './subscriptions.js';

export type Unsubscribed =
  | { kind: 'unsubscribed'; pipeline: string; region: string }
  /** Removed, but the channel could not be told. */
  | { kind: 'untold'; pipeline: string; region: string; problem: SlackProblem }
  /** `covering`: the channel's patterns that match the name; `others`: all its subscriptions. */
  | { kind: 'not-subscribed'; pipeline: string; region: string; covering: Subscription[]; others: Subscription[] };

export interface UnsubscribeDeps {
  store: Pick<SubscriptionStore, 'remove' | 'ofChannel'>;
  defaultRegion(): Promise<string>;
  announce(pipeline: string, region: string): Promise<unknown>;
}

/** Ends a subscription and tells the channel. Without a region, the only one of that name. @throws AwsProblem */
export async function unsubscribe(
  { store, defaultRegion, announce }: UnsubscribeDeps,
  { pipeline, channel, region: given }: { pipeline: string; channel: string; region?: string | undefined },
): Promise<Unsubscribed> {
  const region = given ?? (await defaultRegion());
  let removed = (await store.remove({ pipeline, region, channel })) ? region : undefined;
  if (removed === undefined) {
    const others = await store.ofChannel(channel);
    const [elsewhere, ...more] = given ? [] : others.filter((one) => one.pipeline === pipeline);
    if (elsewhere && more.length === 0 && (await store.remove(elsewhere))) removed = elsewhere.region;
    else return { kind: 'not-subscribed', pipeline, region, covering: coveringOf(others, pipeline, region), others };
  }
  try {
    await announce(pipeline, removed);
    return { kind: 'unsubscribed', pipeline, region: removed };
  } catch (problem) {
    if (!(problem instanceof SlackProblem)) throw problem;
    return { kind: 'untold', pipeline, region: removed, problem };
  }
}

const coveringOf = (others: readonly Subscription[], pipeline: string, region: string): Subscription[] =>
  others.filter((one) => one.region === region && one.pipeline !== pipeline && matches(one.pipeline, pipeline));
