import type { Claim } from '../../domain/incident.js';
import { Later } from './later.js';
import type { Announcing } from './ports.js';

const AGAIN_SECONDS = 2;
/** What is sent now must have arrived before someone else may look for it: Slack's deadline is far below this. */
const LEFT = 1 / 4;

/**
 * Called just before anything is sent that would be seen twice: waits for the channel's pace, then looks at the lease.
 * @throws Later when so little is left of the lease that another one may be about to send the same.
 */
export async function readyToSend(
  { now, leaseMs, turns }: Pick<Announcing, 'now' | 'leaseMs' | 'turns'>,
  { key, leaseUntil }: Claim,
): Promise<void> {
  await turns.beforePost(key.channel);
  if (now() > leaseUntil - leaseMs * LEFT) throw new Later('too slow for the lease', AGAIN_SECONDS);
}
