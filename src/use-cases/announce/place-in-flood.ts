import { randomUUID } from 'node:crypto';
import { type Digest, type Flood, isBeyond, openDigest, type Post, postsOf } from '../../domain/flood.js';
import type { Claim } from '../../domain/incident.js';
import { Later } from './later.js';
import type { Announcing } from './ports.js';
import { readyToSend } from './ready-to-send.js';

/** Another replica posts the digest: it is there in a moment. */
const BEING_POSTED_SECONDS = 2;

/**
 * Where a reserved post belongs: undefined for the channel itself, else the digest whose thread it joins, which is
 * posted first when there is none yet. Whoever puts a digest into the table posts it.
 * @throws Later while another one does that, or when the claim of the slot is about to run out.
 */
export async function placeInFlood(
  announcing: Announcing,
  claim: Claim,
  flood: Flood,
  pipelineExecutionId: string,
): Promise<Digest | undefined> {
  const { channel } = claim.key;
  if (!isBeyond(flood, pipelineExecutionId)) return undefined;
  const { holder, leaseMs, now, floods } = announcing;
  const open = openDigest(flood, pipelineExecutionId);
  if (open?.ts) return open;
  if (open && open.holder !== holder && open.leaseUntil > now())
    throw new Later('a digest is posted', BEING_POSTED_SECONDS);
  const at = flood.posts.find((post) => post.pipelineExecutionId === pipelineExecutionId)?.at ?? now();
  const lease = { holder, leaseUntil: now() + leaseMs };
  const mine: Digest = open ? { ...open, ...lease } : { id: randomUUID(), since: at, ...lease };
  if (!(await floods.replaceDigest(channel, flood.digest, mine)))
    throw new Later('a digest is posted', BEING_POSTED_SECONDS);
  const found = open && (await announcing.messages.findDigest(channel, mine));
  return postDigest(announcing, claim, { ...mine, ts: found }, postsOf(flood, mine));
}

async function postDigest(announcing: Announcing, claim: Claim, mine: Digest, posts: Post[]): Promise<Digest> {
  const { messages, floods } = announcing;
  const { channel } = claim.key;
  if (!mine.ts) await readyToSend(announcing, claim);
  const posted = { ...mine, ts: mine.ts ?? (await messages.postDigest(channel, mine, posts)) };
  // When another one took it over in between, that one has found our message.
  await floods.replaceDigest(channel, mine, posted);
  return posted;
}
