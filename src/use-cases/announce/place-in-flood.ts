import { randomUUID } from 'node:crypto';
import { type Digest, type Flood, isBeyond, openDigest, postsOf } from '../../flood.js';
import { Later } from './later.js';
import type { Announcing } from './ports.js';

/** Another replica posts the digest: it is there in a moment. */
const BEING_POSTED_SECONDS = 2;

/**
 * Where a reserved post belongs: undefined for the channel itself, else the digest whose thread it joins, which is
 * posted first when there is none yet. Whoever puts a digest into the table posts it.
 * @throws Later while another one does that.
 */
export async function placeInFlood(
  announcing: Announcing,
  channel: string,
  flood: Flood,
  pipelineExecutionId: string,
): Promise<Digest | undefined> {
  if (!isBeyond(flood, pipelineExecutionId)) return undefined;
  const { holder, leaseMs, now, floods } = announcing;
  const open = openDigest(flood, pipelineExecutionId);
  if (open?.ts) return open;
  if (open && open.holder !== holder && open.leaseUntil > now())
    throw new Later('a digest is posted', BEING_POSTED_SECONDS);
  const at = flood.posts.find((post) => post.pipelineExecutionId === pipelineExecutionId)?.at ?? now();
  const claim = { holder, leaseUntil: now() + leaseMs };
  const mine: Digest = open ? { ...open, ...claim } : { id: randomUUID(), since: at, ...claim };
  if (!(await floods.replaceDigest(channel, flood.digest, mine)))
    throw new Later('a digest is posted', BEING_POSTED_SECONDS);
  return postDigest(announcing, channel, mine, open !== undefined);
}

async function postDigest(
  { messages, floods }: Announcing,
  channel: string,
  mine: Digest,
  isTakenOver: boolean,
): Promise<Digest> {
  const found = isTakenOver ? await messages.findDigest(channel, mine) : undefined;
  const posted = { ...mine, ts: found ?? (await messages.postDigest(channel, mine)) };
  // When another one took it over in between, that one has found our message.
  await floods.replaceDigest(channel, mine, posted);
  return posted;
}

/** Shows in a digest all that stands in its thread; goes on until no other replica has added to it meanwhile. */
export async function refreshDigest({ floods, messages }: Announcing, channel: string): Promise<void> {
  for (let shown = -1; ; ) {
    const flood = await floods.read(channel);
    const { digest } = flood;
    if (!digest?.ts) return;
    const posts = postsOf(flood, digest);
    if (posts.length === shown) return;
    await messages.updateDigest(channel, digest, posts);
    shown = posts.length;
  }
}
