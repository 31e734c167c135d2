import type { Failure } from '../../failure.js';
import type { ExecutionNews, SlotKey } from '../../incident.js';
import { oneForEachChannel, type Subscription } from '../../subscription.js';
import { inClaimedTurn } from './in-claimed-turn.js';
import type { Announcing, Delivery } from './ports.js';
import { sharedRead } from './shared-read.js';
import { type Reads, tellInTurn } from './tell-in-turn.js';

/** Tells every channel that asked for it of a failed execution; what went wrong in one is in the place of its delivery. */
export async function announceFailure(
  announcing: Announcing,
  news: ExecutionNews,
): Promise<PromiseSettledResult<Delivery>[]> {
  const { region, pipelineName } = news;
  // Asked for before anyone is known to listen: it takes as long as finding that out and more.
  let gathering = announcing.isRepeated ? undefined : startGathering(announcing, news);
  try {
    const known = await announcing.subscriptions.forPipeline(region, pipelineName);
    await tellOfPaused(announcing, known);
    const found = known.filter(({ paused }) => !paused);
    if (found.length === 0) return [];
    gathering ??= startGathering(announcing, news);
    const reads = {
      failure: gathering,
      lastSuccess: sharedRead(() => announcing.store.lastSuccess(region, pipelineName)),
    };
    const wanted = await ofItsBranch(found, news, reads);
    const chosen = oneForEachChannel(wanted);
    const unasked = oneForEachChannel(found).filter(({ channel }) => !chosen.some((one) => one.channel === channel));
    return await Promise.allSettled([
      ...chosen.map((one) => tell(announcing, news, one, reads)),
      ...unasked.map(
        async ({ channel }): Promise<Delivery> => ({ channel, did: 'nothing', because: 'another branch' }),
      ),
    ]);
  } finally {
    // Not left running: only the events that are worked on are limited in number.
    await gathering?.catch(() => {});
  }
}

/** Whoever found the channel gone may have died before anybody knew, or Slack was down. */
async function tellOfPaused({ giveUp, now }: Announcing, known: Subscription[]): Promise<void> {
  const untold = known.filter(({ paused }) => (paused?.tellAgainAt ?? Number.POSITIVE_INFINITY) <= now());
  await Promise.all(oneForEachChannel(untold).map(({ channel, paused }) => giveUp(channel, paused?.code ?? '')));
}

function startGathering(announcing: Announcing, news: ExecutionNews): Promise<Failure> {
  const failure = announcing.gather(news);
  failure.catch(() => {});
  return failure;
}

/** Known before the most exact of a channel is chosen, or one for another branch would hide one for all. */
async function ofItsBranch(found: Subscription[], news: ExecutionNews, reads: Reads): Promise<Subscription[]> {
  if (found.every(({ branch }) => !branch)) return found;
  const actual = news.branch ?? (await reads.failure).branch;
  return found.filter(({ branch }) => isBranch(branch, actual));
}

/** A branch that AWS does not tell may be the one: better heard of than missed. */
const isBranch = (wanted: string | undefined, branch: string | undefined) => !wanted || !branch || wanted === branch;

async function tell(announcing: Announcing, news: ExecutionNews, subscription: Subscription, reads: Reads) {
  const { channel, on } = subscription;
  const { region, pipelineName, pipelineExecutionId } = news;
  const key: SlotKey = { region, pipelineName, channel, ...(on === 'every' && { pipelineExecutionId }) };
  // Asked beside the claim; where Slack does not say, it is what the subscription says.
  const hiding = announcing.isShared(subscription);
  let isInDigest = false;
  const delivery = await inClaimedTurn(announcing, key, async (claim) => {
    const done = await tellInTurn(announcing, news, subscription, { ...reads, hiding }, claim);
    isInDigest =
      done.slot?.incidents.some((one) => one.threadTs && one.pipelineExecutionId === pipelineExecutionId) ?? false;
    return done;
  });
  // One that comes again shows it as well: the first who told it may have died before.
  if (isInDigest) announcing.refreshDigest(channel);
  return delivery;
}
