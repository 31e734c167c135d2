import type { ExecutionNews } from '../../domain/incident.js';
import { oneForEachChannel, type Subscription } from '../../domain/subscription.js';
import { decideOnSuccess } from './decide.js';
import { inClaimedTurn } from './in-turn.js';
import { Later } from './later.js';
import type { Announcing, Delivery } from './ports.js';
import { repair } from './repair.js';
import { type SharedReads, type ToldChannel, tellChannel } from './tell-channel.js';

/** Tells every channel that asked for it of a failed execution; what went wrong in one is in the place of its delivery. */
export async function announceFailure(
  announcing: Announcing,
  news: ExecutionNews,
): Promise<PromiseSettledResult<Delivery>[]> {
  // Asked for before anyone is known to listen: it takes as long as finding that out and more.
  let reads = announcing.isRepeated ? undefined : startReading(announcing, news);
  try {
    const known = await announcing.subscriptions.forPipeline(news.region, news.pipelineName);
    const untold = tellOfPaused(announcing, known);
    const found = known.filter(({ paused }) => !paused);
    if (found.length === 0) return await untold;
    const started = reads ?? startReading(announcing, news);
    reads = started;
    const wanted = await ofItsBranch(found, news, started);
    const chosen = oneForEachChannel(wanted);
    const unasked = oneForEachChannel(found).filter(({ channel }) => !chosen.some((one) => one.channel === channel));
    const told = await Promise.allSettled(chosen.map((one) => tellChannel(announcing, news, one, started)));
    const settled = await Promise.allSettled([
      ...(await repairIfMeanwhile(announcing, news, told)),
      ...unasked.map(
        async ({ channel }): Promise<Delivery> => ({ channel, did: 'nothing', because: 'another branch' }),
      ),
    ]);
    return [...settled, ...(await untold)];
  } finally {
    // Not left running: only the events that are worked on are limited in number.
    await Promise.allSettled(Object.values(reads ?? {}));
  }
}

/** Whoever found the channel gone may have died before anybody knew, or Slack was down. */
function tellOfPaused({ giveUp, now }: Announcing, known: Subscription[]): Promise<PromiseSettledResult<Delivery>[]> {
  const untold = oneForEachChannel(known.filter(({ paused }) => paused?.tellAgainAt !== undefined));
  return Promise.allSettled(
    untold.map(async ({ channel, paused: { code, tellAgainAt = 0 } = { code: '' } }): Promise<Delivery> => {
      const ms = tellAgainAt - now();
      if (ms > 0) throw new Later('someone is being told that a channel is gone', Math.ceil(ms / 1000));
      await giveUp(channel, code);
      return { channel, did: 'gave up', because: code };
    }),
  );
}

function startReading({ store, gather }: Announcing, news: ExecutionNews): SharedReads {
  const reads = { ...gather(news), success: store.lastSuccess(news.region, news.pipelineName) };
  for (const read of Object.values(reads)) read.catch(() => {});
  return reads;
}

/** Known before the most exact of a channel is chosen, or one for another branch would hide one for all. */
async function ofItsBranch(found: Subscription[], news: ExecutionNews, reads: SharedReads): Promise<Subscription[]> {
  if (found.every(({ branch }) => !branch)) return found;
  const actual = news.branch ?? (await reads.change).branch;
  return found.filter(({ branch }) => isBranch(branch, actual));
}

/** A branch that AWS does not tell may be the one: better heard of than missed. */
const isBranch = (wanted: string | undefined, branch: string | undefined) => !wanted || !branch || wanted === branch;

/** A success that was noted after it had been asked for, and whose event found no claim yet, is ours to show. */
async function repairIfMeanwhile(
  announcing: Announcing,
  { region, pipelineName }: ExecutionNews,
  told: PromiseSettledResult<ToldChannel>[],
): Promise<Promise<Delivery>[]> {
  const success = await announcing.store.lastSuccess(region, pipelineName);
  let asked: Promise<string | undefined> | undefined;
  return told.map(async (one) => {
    if (one.status === 'rejected') throw one.reason;
    const { delivery, key, slot } = one.value;
    if (!slot || !success || decideOnSuccess(success, slot).length === 0) return delivery;
    const { pipelineExecutionId } = success;
    asked ??= announcing.revisionOf({ region, pipelineName, pipelineExecutionId });
    const revision = await asked;
    await inClaimedTurn(announcing, key, (claim) => repair(announcing, claim, { ...success, revision }, true));
    return delivery;
  });
}
