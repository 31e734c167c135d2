import { attemptSeen, type Claim, type Found, type Slot, type Told, withIncident } from '../../domain/incident.js';
import type { Announcing } from './ports.js';

/**
 * The slot with what the channel itself shows: someone claimed it before and left no word, so there may be a message
 * that was posted and never recorded. Nothing is posted twice for want of looking.
 */
export async function adoptFound(
  { messages, floods }: Announcing,
  { key, slot, doubtSince = 0 }: Claim,
): Promise<Slot> {
  const { digest } = await floods.read(key.channel);
  const found = await messages.findFailures(key, doubtSince, digest?.ts ? [digest.ts] : []);
  return found
    .filter(({ ts, pipelineExecutionId: id }) => {
      const isKnown = slot.incidents.some((told) => told.ts === ts) || attemptSeen(slot, id) > 0;
      return !isKnown && (key.pipelineExecutionId === undefined || key.pipelineExecutionId === id);
    })
    .reduce((known, one) => withIncident(known, toldBy(one, key)), slot);
}

/** What a message's metadata gives; the failure itself comes with the event, which is still in the queue. */
function toldBy(found: Found, { pipelineName, region }: Claim['key']): Told {
  return { ...found, pipelineName, region, executions: 1, status: 'failed', hideLog: 'unknown' };
}
