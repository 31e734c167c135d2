import type { Digest, Flood, Post } from '../../domain/flood.js';
import type {
  Claim,
  ExecutionNews,
  Found,
  Incident,
  OpenSlot,
  Slot,
  SlotKey,
  Success,
  Told,
} from '../../domain/incident.js';
import type { Subscription } from '../../domain/subscription.js';
import type { Gathering } from '../failure/gather-failure.js';

/** What the table knows of announcements. Throws AwsProblem. */
export interface AnnouncementStore {
  /**
   * Undefined: somebody else has it.
   * @param failure What it is claimed for, if that is a failure: a success noted from then on finds the slot.
   */
  claim(key: SlotKey, failure?: ExecutionNews): Promise<Claim | undefined>;
  /** Writes what the slot is now and ends the claim. False: the lease had run out and somebody else has it. */
  record(claim: Claim, slot: Slot): Promise<boolean>;
  /** Ends the claim with the slot as it was; `inDoubt` leaves it to the next one to look for messages. */
  release(claim: Claim, inDoubt: boolean): Promise<void>;
  /** The slots of a pipeline in which something may be open, or was until lately. */
  openSlots(region: string, pipelineName: string): Promise<OpenSlot[]>;
  /** Notes a success, unless a newer one is known. */
  noteSuccess(region: string, pipelineName: string, success: Success): Promise<void>;
  lastSuccess(region: string, pipelineName: string): Promise<Success | undefined>;
}

export interface FloodStore {
  /** Adds a post to those of its channel, in one step, and tells what there are then. */
  reserve(channel: string, post: Post): Promise<Flood>;
  /** Takes a post out again, unless it stands in another place by now. */
  withdraw(channel: string, place: number, post: Post): Promise<void>;
  read(channel: string): Promise<Flood>;
  /** Puts `digest` in the place of `before`; false when somebody else did. */
  replaceDigest(channel: string, before: Digest | undefined, digest: Digest): Promise<boolean>;
}

export interface SubscriptionFinder {
  /** Those of the name itself and those of patterns that fit it, paused ones only while nobody knows of it. */
  forPipeline(region: string, pipelineName: string): Promise<Subscription[]>;
}

/** What is said in channels. Throws SlackProblem. Times are milliseconds since 1970. */
export interface ChannelMessages {
  /** Returns the `ts` of the new message. */
  postFailure(channel: string, incident: Incident, threadTs?: string): Promise<string>;
  updateFailure(channel: string, told: Told): Promise<void>;
  replyFixed(channel: string, told: Told): Promise<void>;
  postDigest(channel: string, digest: Digest, posts: Post[]): Promise<string>;
  updateDigest(channel: string, digest: Digest, posts: Post[]): Promise<void>;
  /** Failures of a pipeline posted since then, in the channel itself and in these threads. */
  findFailures(key: SlotKey, since: number, threads: string[]): Promise<Found[]>;
  /** Whether the recovery of an incident was told in a thread since then. */
  hasReply(channel: string, threadTs: string, incident: Incident, since: number): Promise<boolean>;
  findDigest(channel: string, digest: Digest): Promise<string | undefined>;
}

/** Turns in a channel: one at a time, waiting as long as Slack says. @throws Later when that is too long to hold on. */
export interface ChannelTurns {
  take<T>(channel: string, work: () => Promise<T>): Promise<T>;
  /** Within a turn: resolves when the channel may have another message. */
  beforePost(channel: string): Promise<void>;
}

/** Everything that announcing needs, as arguments. */
export interface Announcing {
  store: AnnouncementStore;
  floods: FloodStore;
  subscriptions: SubscriptionFinder;
  messages: ChannelMessages;
  turns: ChannelTurns;
  gather(news: ExecutionNews): Gathering;
  /** The event came before: most likely all is told already, or nobody listens. */
  isRepeated: boolean;
  /** The short name of what an execution deployed; undefined when AWS does not say. */
  revisionOf(
    execution: Pick<ExecutionNews, 'region' | 'pipelineName' | 'pipelineExecutionId'>,
  ): Promise<string | undefined>;
  /** Whether people of another company read the channel; undefined where Slack does not say, and never said. */
  isShared(subscription: Subscription): Promise<boolean | undefined>;
  /** Slack's id of whoever has the e-mail address. */
  userByEmail(email: string): Promise<string | undefined>;
  /** The channel can't be reached any more: pauses what is subscribed there and tells whoever did, once. */
  giveUp(channel: string, code: string): Promise<void>;
  /** Has the digest of a channel show, soon, what stands in its thread. */
  refreshDigest(channel: string): void;
  now(): number;
  /** This process. */
  holder: string;
  /** How long a slot, or a digest that is not posted yet, stays claimed, in milliseconds. */
  leaseMs: number;
}

/** What an event came to in one channel. */
export interface Delivery {
  channel: string;
  did: 'posted' | 'posted in a thread' | 'updated' | 'nothing' | 'gave up';
  because?: string | undefined;
}
