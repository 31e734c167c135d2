/** Failures that a channel was told of lately, and the digest that gathers those beyond what one wants to read. */
export interface Flood {
  /** In the order in which they were reserved, on whatever machine; times in milliseconds since 1970. */
  posts: Post[];
  digest?: Digest | undefined;
}

export interface Post {
  pipelineExecutionId: string;
  pipelineName: string;
  at: number;
}

/** A message that many failures share; each stands in its thread. */
export interface Digest {
  id: string;
  /** Absent until it is posted. */
  ts?: string | undefined;
  since: number;
  /** Who posts it, and until when nobody else should. */
  holder: string;
  leaseUntil: number;
}

const MOST = 5;
const WINDOW_MS = 60_000;
const KEPT_MS = 24 * 60 * 60_000;
/** A flood of days must not become an item that the table can't hold. */
const MOST_IN_DIGEST = 200;

/** Whether a reserved post is beyond the fifth within a minute: then it belongs into a digest's thread. */
export function isBeyond({ posts }: Flood, pipelineExecutionId: string): boolean {
  const mine = posts.findIndex((post) => post.pipelineExecutionId === pipelineExecutionId);
  const at = posts[mine]?.at ?? 0;
  // An event that comes again reserves again; its message is the old one.
  return firstOfEach(posts.slice(0, mine)).filter((post) => post.at > at - WINDOW_MS).length >= MOST;
}

/** The digest that a post beyond the limit joins; undefined when the last flood is over and it needs a new one. */
export function openDigest({ posts, digest }: Flood, pipelineExecutionId: string): Digest | undefined {
  if (!digest) return undefined;
  const mine = posts.findIndex((post) => post.pipelineExecutionId === pipelineExecutionId);
  const at = posts[mine]?.at ?? 0;
  // Others may have reserved long before they post.
  const joined = firstOfEach(posts.slice(0, mine)).filter((post) => post.at >= digest.since);
  const last = Math.max(digest.since, ...joined.map((post) => post.at));
  return at - last <= WINDOW_MS && joined.length < MOST_IN_DIGEST ? digest : undefined;
}

/** The posts that stand in a digest's thread, each once. */
export function postsOf({ posts }: Flood, digest: Digest): Post[] {
  const unique = firstOfEach(posts);
  return unique.filter((post) => post.at >= digest.since && isBeyond({ posts: unique }, post.pipelineExecutionId));
}

/** What of the posts still matters: the last minute's and a day's since the digest began, the first of each execution. */
export function recentPosts({ posts, digest }: Flood, now: number): Post[] {
  const since = Math.max(Math.min(now, digest?.since ?? now) - WINDOW_MS, now - KEPT_MS);
  return firstOfEach(posts).filter((post) => post.at > since);
}

function firstOfEach(posts: Post[]): Post[] {
  const first = new Map<string, Post>();
  for (const post of posts) if (!first.has(post.pipelineExecutionId)) first.set(post.pipelineExecutionId, post);
  return [...first.values()];
}
