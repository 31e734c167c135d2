import { PIPELINE_NAME } from './listing.js';

export type Named = { user: string } | { group: string };

/** Who is mentioned in a failure; `author` wrote the failed revision, where Slack knows their e-mail. */
export type Mention = Named | 'author';

export const OCCASIONS = ['broken', 'every'] as const;
/** `broken`: the first failure after a success, and its repair. `every`: a message for each failed execution. */
export type Occasion = (typeof OCCASIONS)[number];

export interface Paused {
  code: string;
  at: number; // milliseconds since 1970
  isUntold?: boolean | undefined; // set until the subscriber has been told
}

/** What a channel wants to see; one for each channel, region and name. */
export interface Subscription {
  region: string;
  /** A pipeline's name, or a pattern in which `*` stands for any characters. */
  pipeline: string;
  channel: string;
  on: Occasion;
  mention?: Mention | undefined;
  branch?: string | undefined; // only executions of this branch, or of an unknown branch
  subscribedBy: string;
  subscribedAt?: number | undefined; // milliseconds since 1970; absent in subscriptions of older versions
  approvals?: boolean | undefined;
  remindAfterMs?: number | undefined; // milliseconds until a reminder; only with `approvals`
  /** Whether the channel was shared with another company when it was subscribed; absent when unknown. */
  shared?: boolean | undefined;
  /** Set when the channel can't be posted to; subscribing again clears it. */
  paused?: Paused | undefined;
}

/** Slack's ids of direct messages, with the bot or between two people, begin with D. */
export const isDirect = (channel: string): boolean => channel.startsWith('D');

export const isPattern = (pipeline: string): boolean => pipeline.includes('*');

/** Whether `given` is a valid pipeline name, or one with `*` in it. */
export const isNameOrPattern = (given: string): boolean =>
  given.length <= 100 && PIPELINE_NAME.test(given.replaceAll('*', 'x'));

/** Whether a name fits a pattern, in linear time: both are typed by people. */
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

/** The subscriptions of each channel, the most exact first: names, then patterns from long to short. */
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
