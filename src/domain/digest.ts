import { type Cause, isSameCause } from './cause.js';
import type { IncidentStatus, PipelineKey } from './incident.js';

/** A failure whose summary is a reply in a digest's thread. */
export interface DigestMember {
  ts: string;
  pipeline: PipelineKey;
  cause: Cause;
  status: IncidentStatus;
  count: number;
}

/** One message for many failures, a bullet each. Times are milliseconds since 1970. */
export interface Digest {
  ts: string;
  since: number;
  lastAt: number;
  members: DigestMember[];
  isStale?: boolean | undefined; // the message in Slack does not show this state yet
}

/** What a channel has recently got, for deciding on digests. */
export interface ChannelPosts {
  posts: string[];
  digests: Digest[]; // newest last; older ones are kept to show what is fixed
}

const WINDOW_MS = 60_000;
const MOST_POSTS = 3; // more single messages than this within the window start a digest
const MOST_MEMBERS = 50;
const DIGESTS_KEPT = 3;

/** Where the next failure goes: the channel, an open digest, or a new one. */
export function placeOf({ posts, digests }: ChannelPosts, now: number): 'channel' | 'new digest' | Digest {
  const digest = digests.at(-1);
  if (digest && now - digest.lastAt <= WINDOW_MS) return digest.members.length < MOST_MEMBERS ? digest : 'new digest';
  return posts.filter((ts) => now - Number(ts) * 1000 <= WINDOW_MS).length < MOST_POSTS ? 'channel' : 'new digest';
}

export const withPosts = ({ posts, digests }: ChannelPosts, more: string[]): ChannelPosts => ({
  posts: [...new Set([...posts, ...more])].sort((one, other) => Number(one) - Number(other)).slice(-MOST_POSTS),
  digests,
});

export function withDigest({ posts, digests }: ChannelPosts, digest: Digest): ChannelPosts {
  const isKnown = digests.some(({ ts }) => ts === digest.ts);
  const all = isKnown ? digests.map((one) => (one.ts === digest.ts ? digest : one)) : [...digests, digest];
  return { posts, digests: all.slice(-DIGESTS_KEPT) };
}

export const withoutDigest = ({ posts, digests }: ChannelPosts, gone: string): ChannelPosts => ({
  posts,
  digests: digests.filter(({ ts }) => ts !== gone),
});

/** Adds or replaces a member; returns the same digest if nothing changes. @param since The member's first failure. */
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
