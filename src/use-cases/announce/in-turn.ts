import type { Claim, SlotKey } from '../../domain/incident.js';
import { SlackProblem } from '../../domain/slack-problem.js';
import type { Announcing, Delivery } from './ports.js';
import { type Done, withClaim } from './with-claim.js';

/**
 * Works in a channel when its turn has come. Where the channel is gone, nothing is tried again: whoever subscribed
 * hears of it, and the delivery is over.
 */
export async function inTurn(
  { turns, giveUp }: Announcing,
  channel: string,
  work: () => Promise<Delivery>,
): Promise<Delivery> {
  try {
    return await turns.take(channel, work);
  } catch (error) {
    if (!(error instanceof SlackProblem) || error.kind !== 'channel-gone') throw error;
    await giveUp(channel, error.code);
    return { channel, did: 'gave up', because: error.code };
  }
}

/** Works on a slot when its channel's turn has come. */
export const inClaimedTurn = (
  announcing: Announcing,
  key: SlotKey,
  work: (claim: Claim) => Promise<Done>,
): Promise<Delivery> => inTurn(announcing, key.channel, () => withClaim(announcing, key, work));
