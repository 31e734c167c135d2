import { closeNames } from '../domain/close-names.js';
import {
  isDirect,
  isPattern,
  type Mention,
  type Occasion,
  type Paused,
  type Subscription,
} from '../domain/subscription.js';

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

export interface Subscribing {
  store: SubscriptionStore;
  directory: Directory;
  now(): number;
  /** The first names in a region. Throws AwsProblem. */
  listPipelineNames(region: string): Promise<{ names: string[]; more: boolean }>;
}

/** What someone typed; a group's handle has still to be looked up. */
export interface Wish {
  pipeline: string;
  on: Occasion;
  mention?: Mention | { handle: string } | undefined;
  branch?: string | undefined;
  region: string;
}

export type Subscribed =
  | {
      kind: 'stored';
      subscription: Subscription;
      /** There was one of the same name in this channel. */
      renewed: boolean;
      isMember: boolean;
      /** Whether another company reads the channel; undefined where the bot can't see that. */
      isShared: boolean | undefined;
      /** Set when the region has no pipeline of that name: up to three that may be meant. */
      unknownName?: string[] | undefined;
    }
  | { kind: 'confirm'; wish: Wish & { mention?: Mention | undefined } }
  | { kind: 'no-such-group'; handle: string }
  /** A direct message between two people, in which no bot can post. */
  | { kind: 'between-two' };

/**
 * Stores what a channel wants to hear of, in the place of what it wanted of the same name before.
 * A channel that another company reads has to be confirmed first; what nobody can post in is not stored.
 */
export async function subscribe(
  { store, directory, listPipelineNames, now }: Subscribing,
  { mention, ...wish }: Wish,
  { channel, user, confirmed }: { channel: string; user: string; confirmed: boolean },
): Promise<Subscribed> {
  const [answer, named, known, names] = await Promise.all([
    // What Slack does not say of a channel keeps nobody from subscribing it.
    directory.channel(channel).catch(() => 'unsaid' as const),
    resolve(directory, mention),
    store.ofChannel(channel),
    isPattern(wish.pipeline) ? undefined : listPipelineNames(wish.region).catch(() => undefined),
  ]);
  if (answer === undefined && isDirect(channel)) return { kind: 'between-two' };
  const seen = answer === 'unsaid' ? undefined : answer;
  if (named && typeof named === 'object' && 'unknown' in named) return { kind: 'no-such-group', handle: named.unknown };
  const asked = { ...wish, ...(named && { mention: named }) };
  if (seen?.isShared && !confirmed) return { kind: 'confirm', wish: asked };
  const before = known.find(({ pipeline, region }) => pipeline === wish.pipeline && region === wish.region);
  const subscription = { ...asked, channel, subscribedBy: user, subscribedAt: now(), shared: seen?.isShared };
  await store.save(subscription);
  return {
    ...{ kind: 'stored', subscription, renewed: before !== undefined },
    ...{ isMember: seen?.isMember ?? false, isShared: seen?.isShared },
    unknownName: names && isMissing(wish.pipeline, names) ? closeNames(wish.pipeline, names.names) : undefined,
  };
}

/** Only a complete list shows that a name is missing. */
const isMissing = (name: string, { names, more }: { names: string[]; more: boolean }) => !more && !names.includes(name);

async function resolve(
  directory: Directory,
  mention: Wish['mention'],
): Promise<Mention | { unknown: string } | undefined> {
  if (mention === undefined || mention === 'author' || !('handle' in mention)) return mention;
  const group = await directory.groupByHandle(mention.handle);
  return group === undefined ? { unknown: mention.handle } : { group };
}

export type Unsubscribed = { kind: 'removed' } | { kind: 'not-subscribed'; others: Subscription[] };

/** Removes a subscription of a channel; where there was none, tells what there is. */
export async function unsubscribe(
  { store }: Pick<Subscribing, 'store'>,
  subscription: SubscriptionKey,
): Promise<Unsubscribed> {
  if (await store.remove(subscription)) return { kind: 'removed' };
  return { kind: 'not-subscribed', others: await store.ofChannel(subscription.channel) };
}
