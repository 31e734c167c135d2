import type { Broken, Claim, Fix, Told } from '../../domain/incident.js';
import { decideOnSuccess, isToldOf } from './decide.js';
import type { Announcing } from './ports.js';
import { readyToSend } from './ready-to-send.js';
import { updateTold } from './update-told.js';
import type { Done } from './with-claim.js';

/**
 * Shows in every message of a claimed slot that a success repairs that it is repaired, and with `withReply` says so in
 * the newest one's thread. The reply comes last: all before it can be done again without being seen.
 */
export async function repair(announcing: Announcing, claim: Claim, success: Fix, withReply: boolean): Promise<Done> {
  const { messages, gather } = announcing;
  const repaired = decideOnSuccess(success, claim.slot).sort(byTime);
  let { slot } = claim;
  let isThere = false;
  for (const told of repaired) {
    const failure = told.failure ?? (await gather({ ...told, state: 'FAILED', at: told.failedAt }).failure);
    ({ slot, isThere } = await updateTold(messages, claim.key.channel, slot, { ...told, failure }));
  }
  const newest = repaired.at(-1);
  if (newest && isThere && withReply && !wasToldOf(claim, newest)) await replyOnce(announcing, claim, newest);
  return { did: repaired.length ? 'updated' : 'nothing', slot };
}

/** Events tell whole seconds; executions begin one after the other. */
export const byTime = (one: Broken, other: Broken) => one.failedAt - other.failedAt || one.startedAt - other.startedAt;

const wasToldOf = ({ slot }: Claim, { ts }: Told) => slot.incidents.some((one) => one.ts === ts && isToldOf(one.fix));

async function replyOnce(announcing: Announcing, claim: Claim, told: Told): Promise<void> {
  const { messages } = announcing;
  const { key, doubtSince } = claim;
  const thread = told.threadTs ?? told.ts;
  if (doubtSince !== undefined && (await messages.hasReply(key.channel, thread, told, doubtSince))) return;
  await readyToSend(announcing, claim);
  await messages.replyFixed(key.channel, told);
}
