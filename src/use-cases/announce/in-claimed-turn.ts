import type { Claim, SlotKey } from '../../incident.js';
import { SlackProblem } from '../../slack-problem.js';
import type { Announcing, Delivery } from './ports.js';
import { type Done, withClaim } from './with-claim.js';

/**
 * Works on a slot when its channel's turn has come. Where the channel is gone, nothing is tried again: whoever
 * subscribed hears of it, and the delivery is over.
 */
export async function inClaimedTurn(
  announcing: Announcing,
  key: SlotKey,
  work: (claim: Claim) => Promise<Done>,
): Promise<Delivery> {
  const { channel } = key;
  try {
    return await announcing.turns.take(channel, () => withClaim(announcing, key, work));
  } catch (error) {
    if (!(error instanceof SlackProblem) || error.kind !== 'channel-gone') throw error;
    await announcing.giveUp(channel, error.code);
    return { channel, did: 'gave up', because: error.code };
  }
}
