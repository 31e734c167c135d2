import { type Cause, isSameCause } from './cause.js';
import type { IncidentStatus, PipelineKey } from './incident.js';

/** A failure whose summary stands in a digest's thread. */
export interface DigestMember {
  /** Slack's id of the summary. */
  ts: string;
  pipeline: PipelineKey;
  cause: Cause;
  status: IncidentStatus;
  /** Executions that failed in a row. */
  count: number;
}

/** One message for many failures, a bullet for each; times in milliseconds since 1970. */
export interface Digest {
  /** Slack's id of the message. */
  ts: string;
  /** The first failure in it. */
  since: number;
  /** When the last member came. */
  lastAt: number;
  members: DigestMember[];
  /** The message does not show yet what is said here. */
  isStale?: boolean | undefined;
}

/** What a channel was told lately, as far as digests go. */
export interface ChannelPosts {
  /** The newest messages of single failures: Slack's ids, which are seconds since 1970. */
  posts: string[];
  /** The newest last; those before it are kept to show what is fixed. */
  digests: Digest[];
}

const WINDOW_MS = 60_000;
/** Messages of their own within the window; what comes then is gathered. */
const MOST_POSTS = 3;
const MOST_MEMBERS = 50;
const DIGESTS_KEPT = 3;

/** Where the next failure belongs: into the channel, into a digest that goes on, or into a new one. */
export function placeOf({ posts, digests }: ChannelPosts, now: number): 'channel' | 'new digest' | Digest {
  const digest = digests.at(-1);
  if (digest && now - digest.lastAt <= WINDOW_MS) return digest.members.length < MOST_MEMBERS ? digest : 'new digest';
  return posts.filter((ts) => now - Number(ts) * 1000 <= WINDOW_MS).length < MOST_POSTS ? 'channel' : 'new digest';
}

export const withPosts = ({ posts, digests }: ChannelPosts, more: string[]): ChannelPosts => ({
  posts: [...new Set([...posts, ...more])].sort((one, other) => Number(one) - Number(other)).slice(-MOST_POSTS),
  digests,
});

/** In the place of the digest with the same message. */
export function withDigest({ posts, digests }: ChannelPosts, digest: Digest): ChannelPosts {
  const isKnown = digests.some(({ ts }) => ts === digest.ts);
  const all = isKnown ? digests.map((one) => (one.ts === digest.ts ? digest : one)) : [...digests, digest];
  return { posts, digests: all.slice(-DIGESTS_KEPT) };
}

export const withoutDigest = ({ posts, digests }: ChannelPosts, gone: string): ChannelPosts => ({
  posts,
  digests: digests.filter(({ ts }) => ts !== gone),
});

/** With a member as it is now; the digest itself when it says that already. @param since Its first failure. */
export function withMember(digest: Digest, member: DigestMember, since: number, now: number): Digest {
  const known = digest.members.find(({ ts }) => ts === member.ts);
  if (!known) {
    const members = [...digest.members, member];
    return { ...digest, since: Math.min(since, digest.since), lastAt: now, members, isStale: true };
  }
  if (known.status === member.status && known.count === member.count && isSameCause(known.cause, member.cause)) {
    return digest;
  }
  return { ...digest, members: digest.members.map((one) => (one === known ? member : one)), isStale: true };
}
