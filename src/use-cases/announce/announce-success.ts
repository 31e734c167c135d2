import type { Broken, ExecutionNews, Fix, OpenSlot, Success } from '../../domain/incident.js';
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
  const fix = announcing.revisionOf(news).then((revision) => ({ ...success, revision }));
  const channels = [...new Set(touched.map(({ key }) => key.channel))].map((channel) =>
    touched.filter(({ key }) => key.channel === channel),
  );
  return (await Promise.all(channels.map((own) => repairChannel(announcing, own, success, fix)))).flat();
}

/** The newest failure that a success repairs, or has repaired when its event came before. */
function newestRepaired(slot: OpenSlot, success: Success): Broken | undefined {
  return [...repairedBefore(slot, success), ...decideOnSuccess(success, slot)].sort(byTime).at(-1);
}

const repairedBefore = ({ incidents }: OpenSlot, { pipelineExecutionId }: Success) =>
  incidents.filter(({ fix }) => fix?.pipelineExecutionId === pipelineExecutionId);

/** The newest first: of several open messages in a channel, one thread says that all is well again. */
async function repairChannel(
  announcing: Announcing,
  slots: OpenSlot[],
  success: Success,
  fix: Promise<Fix>,
): Promise<PromiseSettledResult<Delivery>[]> {
  const settled: PromiseSettledResult<Delivery>[] = [];
  let isSaid = false;
  for (const slot of slots.sort((one, other) => byNewest(success, one, other))) {
    const repairing = inClaimedTurn(announcing, slot.key, async (claim) =>
      repair(announcing, claim, await fix, !isSaid),
    );
    const [one] = await Promise.allSettled([repairing]);
    settled.push(one);
    // Of one that did not work out, or did when the event came before, nobody knows better than that it is said there.
    isSaid ||= one.status === 'rejected' || one.value.did === 'updated' || repairedBefore(slot, success).length > 0;
  }
  return settled;
}

/** An unsettled slot may hold a message that nobody knows of yet: it counts as the newest. */
function byNewest(success: Success, one: OpenSlot, other: OpenSlot): number {
  const [mine, theirs] = [newestRepaired(one, success), newestRepaired(other, success)];
  if (!mine || !theirs) return Number(mine !== undefined) - Number(theirs !== undefined);
  return byTime(theirs, mine);
}
