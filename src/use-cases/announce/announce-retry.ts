import type { ExecutionNews } from '../../domain/incident.js';
import { decideOnRetry } from './decide.js';
import { inClaimedTurn } from './in-turn.js';
import type { Announcing, Delivery } from './ports.js';
import { updateTold } from './update-told.js';

/** Shows in the message of a failed execution that it is tried again. */
export async function announceRetry(
  announcing: Announcing,
  news: ExecutionNews,
): Promise<PromiseSettledResult<Delivery>[]> {
  const slots = await announcing.store.openSlots(news.region, news.pipelineName);
  const touched = slots.filter((slot) => slot.unsettled || decideOnRetry(news, slot) !== undefined);
  return Promise.allSettled(
    touched.map(({ key }) =>
      inClaimedTurn(announcing, key, async ({ slot }) => {
        const told = decideOnRetry(news, slot);
        // Without what it showed there is nothing to show again; its own event, still in the queue, brings it.
        if (!told?.failure) return { did: 'nothing' };
        const { slot: after, isThere } = await updateTold(announcing.messages, key.channel, slot, told);
        return { did: isThere ? 'updated' : 'nothing', slot: after };
      }),
    ),
  );
}
