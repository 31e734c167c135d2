import type { Claim, ExecutionNews, Slot, SlotKey } from '../../domain/incident.js';
import type { Subscription } from '../../domain/subscription.js';
import { inTurn } from './in-turn.js';
import type { Announcing, Delivery } from './ports.js';
import { type Reads, tellInTurn } from './tell-in-turn.js';
import { withClaim } from './with-claim.js';
import { type Place, withPlace } from './with-place.js';

/** What is read once for all channels. */
export type SharedReads = Omit<Reads, 'isShared' | 'place'>;

/** What came of a failure in one channel, and what is remembered of that channel now; nothing where it is gone. */
export interface ToldChannel {
  delivery: Delivery;
  key: SlotKey;
  slot: Slot | undefined;
}

/** Tells a channel of a failed execution when its turn has come. */
export async function tellChannel(
  announcing: Announcing,
  news: ExecutionNews,
  subscription: Subscription,
  shared: SharedReads,
): Promise<ToldChannel> {
  const { channel, on } = subscription;
  const { region, pipelineName, pipelineExecutionId } = news;
  const key: SlotKey = { region, pipelineName, channel, ...(on === 'every' && { pipelineExecutionId }) };
  // Asked beside the claim.
  const isShared = announcing.isShared(subscription);
  let slot: Slot | undefined;
  const claimAndTell = (place: Place) => {
    const reads = { ...shared, isShared, place };
    const work = async (claim: Claim) => {
      const done = await tellInTurn(announcing, news, subscription, reads, claim);
      slot = done.slot;
      return done;
    };
    return withClaim(announcing, key, work, news);
  };
  const delivery = await inTurn(announcing, channel, () => withPlace(announcing, channel, news, claimAndTell));
  // One that comes again shows it as well: the first who told it may have died before.
  const isInDigest = slot?.incidents.some((one) => one.threadTs && one.pipelineExecutionId === pipelineExecutionId);
  if (isInDigest) announcing.refreshDigest(channel);
  return { delivery, key, slot };
}
