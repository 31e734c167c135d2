import { type Claim, type ExecutionNews, type Success, withoutIncident, withSeen } from '../../domain/incident.js';
import type { Mention, Named, Subscription } from '../../domain/subscription.js';
import type { Gathering } from '../failure/gather-failure.js';
import { actOnFailure } from './act-on-failure.js';
import { type Decision, decideOnFailure } from './decide.js';
import type { Announcing } from './ports.js';
import type { Done } from './with-claim.js';
import type { Place } from './with-place.js';

/** What is read while the slot is being claimed, or before. */
export interface Reads extends Gathering {
  /** The last success; one that is noted meanwhile is looked for again later. */
  success: Promise<Success | undefined>;
  /** Whether another company reads the channel; undefined where Slack does not say. */
  isShared: Promise<boolean | undefined>;
  place: Place;
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
  const [failure, success, isShared, named] = await Promise.all([
    reads.failure,
    reads.success,
    reads.isShared,
    soon.do === 'post' ? whomToName(announcing, mention, news, reads.change) : undefined,
  ]);
  const decision = decideOnFailure(news, slot, { failure, success, hideLog: isShared ?? 'unknown', mention: named });
  const done = await actOnFailure(announcing, news, claim, decision, reads.place);
  // Someone has deleted the message that this failure would have updated.
  return done === 'gone' ? tellInTurn(announcing, news, subscription, reads, withoutShown(claim, decision)) : done;
}

const withoutShown = (claim: Claim, decision: Decision): Claim =>
  decision.do === 'update' ? { ...claim, slot: withoutIncident(claim.slot, decision.incident) } : claim;

/** The author is looked up as soon as one is known, which is while the log is read. */
async function whomToName(
  { userByEmail }: Announcing,
  mention: Mention | undefined,
  { authorEmail }: ExecutionNews,
  change: Gathering['change'],
): Promise<Named | undefined> {
  if (mention !== 'author') return mention;
  const email = authorEmail ?? (await change).revisions.find(({ author }) => author?.email)?.author?.email;
  const user = email && (await userByEmail(email));
  return user ? { user } : undefined;
}
