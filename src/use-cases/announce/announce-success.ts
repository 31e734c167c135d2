import type { Broken, ExecutionNews, OpenSlot, SlotKey, Success } from '../../incident.js';
import { decideOnSuccess } from './decide.js';
import { inClaimedTurn } from './in-turn.js';
import type { Announcing, Delivery } from './ports.js';
import { byTime, repair } from './repair.js';

/** Shows in every message that a success repairs that it is repaired, and says so in the newest one's thread. */
export async function announceSuccess(
  announcing: Announcing,
  news: ExecutionNews,
): Promise<PromiseSettledResult<Delivery>[]> {
  const { store } = announcing;
  const { region, pipelineName, pipelineExecutionId, attempt, at, startedAt, branch } = news;
  const success: Success = { pipelineExecutionId, attempt, at, startedAt, branch };
  // Noted before anyone's claim is looked at: whoever posts a failure looks for a success after claiming, so at least
  // one of the two sees the other.
  await store.noteSuccess(region, pipelineName, success);
  const slots = await store.openSlots(region, pipelineName);
  const touched = slots.filter((slot) => slot.unsettled || newestRepaired(slot, success) !== undefined);
  if (touched.length === 0) return [];
  const revision = announcing.revisionOf(news);
  const newest = newestOfEachChannel(touched, success);
  return Promise.allSettled(
    touched.map(({ key }) =>
      inClaimedTurn(announcing, key, async (claim) =>
        repair(announcing, claim, { ...success, revision: await revision }, newest.has(key)),
      ),
    ),
  );
}

/** The newest failure that a success repairs, or has repaired when its event came before. */
function newestRepaired(slot: OpenSlot, success: Success): Broken | undefined {
  const done = slot.incidents.filter(({ fix }) => fix?.pipelineExecutionId === success.pipelineExecutionId);
  return [...done, ...decideOnSuccess(success, slot)].sort(byTime).at(-1);
}

/** Of several open messages in a channel, only the newest one's thread says that all is well again. */
function newestOfEachChannel(slots: OpenSlot[], success: Success): Set<SlotKey> {
  const newest = new Map<string, { key: SlotKey; told: Broken | undefined }>();
  for (const slot of slots) {
    const { key } = slot;
    const told = newestRepaired(slot, success);
    const known = newest.get(key.channel);
    // An unsettled slot may hold a message that nobody knows of yet: it counts as the newest.
    const isNewer = !known || !told || (known.told && byTime(told, known.told) > 0);
    if (isNewer) newest.set(key.channel, { key, told });
  }
  return new Set([...newest.values()].map(({ key }) => key));
}
