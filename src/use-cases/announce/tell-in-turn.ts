import type { Failure } from '../../failure.js';
import type { Flood } from '../../flood.js';
import { type Claim, type ExecutionNews, type Success, withoutIncident, withSeen } from '../../incident.js';
import type { Mention, Named, Subscription } from '../../subscription.js';
import { actOnFailure } from './act-on-failure.js';
import { type Decision, decideOnFailure } from './decide.js';
import type { Announcing } from './ports.js';
import type { Done } from './with-claim.js';

/** What is read while the slot is being claimed, or before. */
export interface Reads {
  failure: Promise<Failure>;
  /** The last success; one that is noted meanwhile is looked for again later. */
  success: Promise<Success | undefined>;
  /** Whether another company reads the channel; undefined where Slack does not say. */
  isShared: Promise<boolean | undefined>;
  /** What the channel was told of lately, this failure's place included. */
  flood: Promise<Flood>;
}

/** Tells one channel, whose slot is claimed, of a failed execution; what it may need is read at once. */
export async function tellInTurn(
  announcing: Announcing,
  news: ExecutionNews,
  subscription: Subscription,
  reads: Reads,
  claim: Claim,
): Promise<Done> {
  const { slot } = claim;
  const { mention } = subscription;
  const soon = decideOnFailure(news, slot, { hideLog: true });
  if (soon.do === 'nothing') return { did: 'nothing', because: soon.because, slot: withSeen(slot, news) };
  const asking = mention === 'author' && news.authorEmail ? announcing.userByEmail(news.authorEmail) : undefined;
  const [failure, success, isShared, flood] = await Promise.all([
    reads.failure,
    reads.success,
    reads.isShared,
    reads.flood,
  ]);
  const named = soon.do === 'post' ? await whomToName(announcing, mention, failure, asking) : undefined;
  const decision = decideOnFailure(news, slot, { failure, success, hideLog: isShared ?? 'unknown', mention: named });
  const done = await actOnFailure(announcing, news, claim, decision, flood);
  // Someone has deleted the message that this failure would have updated.
  return done === 'gone' ? tellInTurn(announcing, news, subscription, reads, withoutShown(claim, decision)) : done;
}

const withoutShown = (claim: Claim, decision: Decision): Claim =>
  decision.do === 'update' ? { ...claim, slot: withoutIncident(claim.slot, decision.incident) } : claim;

async function whomToName(
  { userByEmail }: Announcing,
  mention: Mention | undefined,
  { revisions }: Failure,
  asking: Promise<string | undefined> | undefined,
): Promise<Named | undefined> {
  if (mention !== 'author') return mention;
  const email = revisions.find(({ author }) => author?.email)?.author?.email;
  const user = await (asking ?? (email ? userByEmail(email) : undefined));
  return user ? { user } : undefined;
}
