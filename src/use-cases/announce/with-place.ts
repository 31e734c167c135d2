import { type Flood, onlyPlaceOf } from '../../flood.js';
import type { ExecutionNews } from '../../incident.js';
import type { Announcing, Delivery } from './ports.js';

/**
 * Reserves a failure's place among what its channel is told of while `work` begins, since nearly always it is needed;
 * gives it back when no message came of it. What throws is tried again, and keeps its place.
 */
export async function withPlace(
  { floods, now }: Pick<Announcing, 'floods' | 'now'>,
  channel: string,
  { pipelineExecutionId, pipelineName }: ExecutionNews,
  work: (flood: Promise<Flood>) => Promise<Delivery>,
): Promise<Delivery> {
  const reserving = floods.reserve(channel, { pipelineExecutionId, pipelineName, at: now() });
  reserving.catch(() => {});
  const delivery = await work(reserving);
  const isPosted = delivery.did === 'posted' || delivery.did === 'posted in a thread';
  const place = isPosted ? undefined : onlyPlaceOf(await reserving, pipelineExecutionId);
  if (place !== undefined) await floods.withdraw(channel, place, pipelineExecutionId);
  return delivery;
}
