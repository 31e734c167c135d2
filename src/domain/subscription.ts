import { PIPELINE_NAME } from './listing.js';

/** Someone who can be named in a message, by Slack's id. */
export type Named = { user: string } | { group: string };

/** Who is named when something broke; `author` is whoever wrote the failed revision, where Slack knows their e-mail. */
export type Mention = Named | 'author';

export const OCCASIONS = ['broken', 'every'] as const;
/** `broken`: the first failure after a success, and its repair. `every`: each failed execution has its own message. */
export type Occasion = (typeof OCCASIONS)[number];

export interface Paused {
  /** Slack's word for why. */
  code: string;
  /** Milliseconds since 1970. */
  at: number;
  /** Set until whoever subscribed knows of it. */
  isUntold?: boolean | undefined;
}

/** What a channel wants to hear of. There is one for each channel, region and name. */
export interface Subscription {
  region: string;
  /** A pipeline's name, or a pattern in which `*` stands for any characters. */
  pipeline: string;
  /** Slack's id of the channel. */
  channel: string;
  on: Occasion;
  mention?: Mention | undefined;
  /** Only executions of this branch; those whose branch AWS does not tell are announced as well. */
  branch?: string | undefined;
  /** Slack's id of the person who subscribed last. */
  subscribedBy: string;
  /** When that was, in milliseconds since 1970; absent in what older versions stored. */
  subscribedAt?: number | undefined;
  /** Whether the channel is asked when a run waits for an approval. */
  approvals?: boolean | undefined;
  /** Milliseconds after which it is asked again; only with `approvals`. */
  remindAfterMs?: number | undefined;
  /** Whether the channel was shared with another company when it was subscribed; absent where Slack did not say. */
  shared?: boolean | undefined;
  /** Set when the channel can't be posted to any more. Nothing is tried until it is renewed. */
  paused?: Paused | undefined;
}

/** Slack's ids of direct messages, with the bot or between two people, begin with D. */
export const isDirect = (channel: string): boolean => channel.startsWith('D');

export const isPattern = (pipeline: string): boolean => pipeline.includes('*');

/** Whether a subscription's `pipeline` can be one: a name as the service takes it, or such a name with `*` in it. */
export const isNameOrPattern = (given: string): boolean =>
  given.length <= 100 && PIPELINE_NAME.test(given.replaceAll('*', 'x'));

/** Whether a name fits a pattern. In linear time, since both come from people: the parts must follow one another. */
export function matches(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return name === pattern;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  const end = name.length - last.length;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

/** The subscriptions of each channel, the most exact first: a name before patterns, a longer pattern before a shorter one. */
export function byChannel(subscriptions: readonly Subscription[]): Map<string, Subscription[]> {
  const channels = new Map<string, Subscription[]>();
  for (const one of subscriptions.toSorted((a, b) => exactness(b) - exactness(a))) {
    channels.set(one.channel, [...(channels.get(one.channel) ?? []), one]);
  }
  return channels;
}

const MORE_THAN_ANY_NAME = 101;
const exactness = ({ pipeline }: Subscription) =>
  isPattern(pipeline) ? pipeline.replaceAll('*', '').length : MORE_THAN_ANY_NAME;
