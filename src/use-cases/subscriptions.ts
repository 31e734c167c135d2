import { SlackProblem } from '../domain/slack-problem.js';
import { isDirect, type Mention, type Paused, type Subscription } from '../domain/subscription.js';
import { type LookDeps, lookFor } from './look-for-pipeline.js';

export type SubscriptionKey = Pick<Subscription, 'region' | 'pipeline' | 'channel'>;

/** All methods throw AwsProblem. */
export interface SubscriptionStore {
  /** Sorted by name, including paused ones. */
  ofChannel(channel: string): Promise<Subscription[]>;
  /** Replaces the one of the same channel, region and name. */
  save(subscription: Subscription): Promise<void>;
  remove(key: SubscriptionKey): Promise<boolean>;
  /** Consistent, while `ofChannel` may be seconds old. */
  find(key: SubscriptionKey): Promise<Subscription | undefined>;
  /** Does nothing when it is paused already or gone. */
  pause(key: SubscriptionKey, paused: Paused): Promise<void>;
  /** The subscriber has been told of the pause. */
  markTold(key: SubscriptionKey): Promise<void>;
}

/** All methods throw SlackProblem. */
export interface Directory {
  /** Undefined for a private channel without the bot, which it can't see. */
  channel(id: string): Promise<{ isMember: boolean; isShared: boolean } | undefined>;
  /** Slack's id of the user group with this handle. */
  groupByHandle(handle: string): Promise<string | undefined>;
}

export interface SubscribeDeps extends LookDeps {
  store: SubscriptionStore;
  directory: Directory;
  announce(stored: Stored): Promise<unknown>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** What the user typed; a group's handle has still to be looked up. */
export type Wish = Pick<Subscription, 'pipeline' | 'on' | 'branch' | 'region' | 'approvals' | 'remindAfterMs'> & {
  mention?: Mention | { handle: string } | undefined;
};
export type KnownWish = Wish & { mention?: Mention | undefined };

export interface Stored {
  subscription: Subscription;
  isChange: boolean; // it replaces one of the same name
  /** Whether another company reads the channel; undefined where Slack does not answer. */
  isShared: boolean | undefined;
  isKnown: boolean; // AWS confirmed the pipeline; false for patterns
}

export type Subscribed = ({ kind: 'subscribed' } & Stored) | NotAnnounced;

export type NotAnnounced =
  | { kind: 'already'; subscription: Subscription }
  /** Stored, but it is unknown whether the channel was told. */
  | ({ kind: 'untold'; problem: SlackProblem } & Stored)
  /** Not stored yet. `names`: up to three similar ones; absent where the pipeline exists. */
  | { kind: 'confirm'; wish: KnownWish; isShared: boolean; names?: string[] | undefined }
  /** This and the following are not stored, since the bot can't post there. */
  | { kind: 'not-member'; wish: KnownWish }
  | { kind: 'not-postable'; wish: KnownWish; problem: SlackProblem }
  | { kind: 'no-such-group'; handle: string }
  /** A direct message between two people, which bots can't post in. */
  | { kind: 'between-two' };

/**
 * Stores a subscription, replacing one of the same name, and tells the channel. An unknown name or a channel shared
 * with another company has to be confirmed first.
 * @throws AwsProblem of the store, SlackProblem where a group can't be looked up.
 */
export async function subscribe(
  deps: SubscribeDeps,
  { mention, ...rest }: Wish,
  { channel, user, confirmed }: { channel: string; user: string; confirmed: boolean },
): Promise<Subscribed> {
  const { store, directory } = deps;
  const [answer, named, known, pipeline] = await Promise.all([
    // If Slack does not answer here, posting will show it.
    directory.channel(channel).catch(() => 'unsaid' as const),
    resolve(directory, mention),
    store.ofChannel(channel),
    lookFor(deps, rest.pipeline, rest.region),
  ]);
  if (answer === undefined && isDirect(channel)) return { kind: 'between-two' };
  if (named && typeof named === 'object' && 'unknown' in named) return { kind: 'no-such-group', handle: named.unknown };
  const wish: KnownWish = { ...rest, ...(named && { mention: named }) };
  if (answer === undefined || (answer !== 'unsaid' && !answer.isMember)) return { kind: 'not-member', wish };
  const isShared = answer === 'unsaid' ? undefined : answer.isShared;
  if (!confirmed && (isShared || pipeline.isMissing)) {
    return {
      kind: 'confirm',
      wish,
      isShared: isShared === true,
      names: pipeline.isMissing ? pipeline.names : undefined,
    };
  }
  const before = known.find((one) => one.pipeline === wish.pipeline && one.region === wish.region);
  if (before && isSame(before, wish)) return { kind: 'already', subscription: before };
  const subscription = { ...wish, channel, subscribedBy: user, subscribedAt: deps.now(), shared: isShared };
  const stored = { subscription, isChange: before !== undefined, isShared, isKnown: pipeline.isKnown };
  return storeAndTell(deps, stored, before, wish);
}

/** Removes the subscription again if the channel can't be told: failures could not be posted either. */
async function storeAndTell(
  { store, announce }: SubscribeDeps,
  stored: Stored,
  before: Subscription | undefined,
  wish: KnownWish,
): Promise<Subscribed> {
  await store.save(stored.subscription);
  try {
    await announce(stored);
    return { kind: 'subscribed', ...stored };
  } catch (problem) {
    if (!(problem instanceof SlackProblem)) throw problem;
    if (problem.kind === 'unknown' || problem.kind === 'rate-limited') return { kind: 'untold', problem, ...stored };
    await (before ? store.save(before) : store.remove(stored.subscription));
    return { kind: 'not-postable', wish, problem };
  }
}

const isSame = (before: Subscription, wish: KnownWish): boolean =>
  !before.paused && SAME.every((key) => JSON.stringify(before[key]) === JSON.stringify(wish[key]));
const SAME = ['on', 'mention', 'branch', 'approvals', 'remindAfterMs'] as const;

async function resolve(
  directory: Directory,
  mention: Wish['mention'],
): Promise<Mention | { unknown: string } | undefined> {
  if (mention === undefined || mention === 'author' || !('handle' in mention)) return mention;
  const group = await directory.groupByHandle(mention.handle);
  return group === undefined ? { unknown: mention.handle } : { group };
}
