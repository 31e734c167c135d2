import type { Claim, ExecutionNews, Slot, SlotKey, Success, Told } from '../../incident.js';
import { checkLease } from './check-lease.js';
import { decideOnSuccess, isToldOf } from './decide.js';
import { inClaimedTurn } from './in-claimed-turn.js';
import type { Announcing, Delivery } from './ports.js';
import { updateTold } from './update-told.js';

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
  const slots = await store.ofPipeline(region, pipelineName);
  const touched = slots.filter(({ slot, unsettled }) => unsettled || newestRepaired(slot, success) !== undefined);
  if (touched.length === 0) return [];
  const revision = announcing.revisionOf(news);
  const newest = newestOfEachChannel(touched, success);
  return Promise.allSettled(
    touched.map(({ key }) =>
      inClaimedTurn(announcing, key, async (claim) => {
        const repaired = decideOnSuccess({ ...success, revision: await revision }, claim.slot);
        let { slot } = claim;
        for (const told of repaired) slot = await showFixed(announcing, { ...claim, slot }, told, newest.has(key));
        return { did: repaired.length ? 'updated' : 'nothing', slot };
      }),
    ),
  );
}

/** The newest failure that a success repairs, or has repaired when its event came before. */
function newestRepaired(slot: Slot, success: Success): Told | undefined {
  const done = slot.incidents.filter(({ fix }) => fix?.pipelineExecutionId === success.pipelineExecutionId);
  return [...done, ...decideOnSuccess(success, slot)].sort(byTime).at(-1);
}

/** Events tell whole seconds; executions begin one after the other. */
const byTime = (one: Told, other: Told) => one.failedAt - other.failedAt || one.startedAt - other.startedAt;

/** Of several open messages in a channel, only the newest one's thread says that all is well again. */
function newestOfEachChannel(slots: { key: SlotKey; slot: Slot }[], success: Success): Set<SlotKey> {
  const newest = new Map<string, { key: SlotKey; told: Told | undefined }>();
  for (const { key, slot } of slots) {
    const told = newestRepaired(slot, success);
    const known = newest.get(key.channel);
    // An unsettled slot may hold a message that nobody knows of yet: it counts as the newest.
    const isNewer = !known || !told || (known.told && byTime(told, known.told) > 0);
    if (isNewer) newest.set(key.channel, { key, told });
  }
  return new Set([...newest.values()].map(({ key }) => key));
}

async function showFixed(announcing: Announcing, claim: Claim, told: Told, withReply: boolean): Promise<Slot> {
  const { messages, gather } = announcing;
  const { slot, doubtSince } = claim;
  const { channel } = claim.key;
  const wasFixed = slot.incidents.some(({ ts, fix }) => ts === told.ts && isToldOf(fix));
  const failure = told.failure ?? (await gather({ ...told, state: 'FAILED', at: told.failedAt }));
  const { slot: after, isThere } = await updateTold(messages, channel, slot, { ...told, failure });
  if (!isThere || wasFixed || !withReply) return after;
  const thread = told.threadTs ?? told.ts;
  const isTold = doubtSince !== undefined && (await messages.hasReply(channel, thread, told, doubtSince));
  if (isTold) return after;
  checkLease(announcing, claim);
  await messages.replyFixed(channel, told);
  return after;
}
