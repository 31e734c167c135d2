import { SlackProblem } from '../domain/slack-problem.js';
import { isDirect, type Mention, type Paused, type Subscription } from '../domain/subscription.js';
import { type LookDeps, lookFor } from './look-for-pipeline.js';

export type SubscriptionKey = Pick<Subscription, 'region' | 'pipeline' | 'channel'>;

/** What is subscribed where. Throws AwsProblem. */
export interface SubscriptionStore {
  /** Sorted by name; paused ones included. */
  ofChannel(channel: string): Promise<Subscription[]>;
  /** In the place of the one of the same channel, region and name. */
  save(subscription: Subscription): Promise<void>;
  /** Whether there was one. */
  remove(key: SubscriptionKey): Promise<boolean>;
  /** One as it is now, where `ofChannel` may be seconds behind. */
  find(key: SubscriptionKey): Promise<Subscription | undefined>;
  /** Marks it as not to be tried, unless it is marked already or gone. */
  pause(key: SubscriptionKey, paused: Paused): Promise<void>;
  /** Whoever subscribed knows that it is paused. */
  markTold(key: SubscriptionKey): Promise<void>;
}

/** What Slack says of a channel and of those one may name. Throws SlackProblem. */
export interface Directory {
  /** Undefined: the bot can't see it, since it is private and the bot is not in it. */
  channel(id: string): Promise<{ isMember: boolean; isShared: boolean } | undefined>;
  /** Slack's id of the user group with this handle. */
  groupByHandle(handle: string): Promise<string | undefined>;
}

export interface SubscribeDeps extends LookDeps {
  store: SubscriptionStore;
  directory: Directory;
  /** Tells the whole channel. Throws SlackProblem. */
  announce(stored: Stored): Promise<unknown>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** What someone typed; a group's handle has still to be looked up. */
export type Wish = Pick<Subscription, 'pipeline' | 'on' | 'branch' | 'region' | 'approvals' | 'remindAfterMs'> & {
  mention?: Mention | { handle: string } | undefined;
};
export type KnownWish = Wish & { mention?: Mention | undefined };

export interface Stored {
  subscription: Subscription;
  /** There was another of the same name in this channel. */
  isChange: boolean;
  /** Whether another company reads the channel; undefined where Slack does not say. */
  isShared: boolean | undefined;
  /** AWS has said that there is such a pipeline; a pattern may fit none. */
  isKnown: boolean;
}

export type Subscribed = ({ kind: 'subscribed' } & Stored) | NotAnnounced;

/** What the person who asked has to be told, since the channel was not. */
export type NotAnnounced =
  /** The same is subscribed already. */
  | { kind: 'already'; subscription: Subscription }
  /** Stored, and Slack did not say whether the channel was told. */
  | ({ kind: 'untold'; problem: SlackProblem } & Stored)
  /** Not stored. `names`: up to three that may be meant; absent where there is such a pipeline. */
  | { kind: 'confirm'; wish: KnownWish; isShared: boolean; names?: string[] | undefined }
  /** Not stored, as in all that follow: nothing could be posted. */
  | { kind: 'not-member'; wish: KnownWish }
  | { kind: 'not-postable'; wish: KnownWish; problem: SlackProblem }
  | { kind: 'no-such-group'; handle: string }
  /** A direct message between two people, in which no bot can post. */
  | { kind: 'between-two' };

/**
 * Stores what a channel is subscribed to, in the place of what it had of the same name before, and tells the channel.
 * A name that no pipeline has and a channel that another company reads have to be confirmed first.
 * @throws AwsProblem of the store, SlackProblem where a group can't be looked up.
 */
export async function subscribe(
  deps: SubscribeDeps,
  { mention, ...rest }: Wish,
  { channel, user, confirmed }: { channel: string; user: string; confirmed: boolean },
): Promise<Subscribed> {
  const { store, directory } = deps;
  const [answer, named, known, pipeline] = await Promise.all([
    // What Slack does not say of a channel, posting to it will.
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

/** What the channel can't be told of is not kept, or failures would get lost in the same way. */
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
