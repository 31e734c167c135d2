import type { Failure } from '../../failure.js';
import type { Flood, Post } from '../../flood.js';
import {
  type ExecutionNews,
  type Slot,
  type SlotKey,
  type Success,
  type Told,
  withIncident,
  withSeen,
} from '../../incident.js';
import { type Mention, type Named, oneForEachChannel, type Subscription } from '../../subscription.js';
import { type Decision, decideOnFailure } from './decide.js';
import { inClaimedTurn } from './in-claimed-turn.js';
import { placeInFlood, refreshDigest } from './place-in-flood.js';
import type { Announcing, Delivery } from './ports.js';
import { sharedRead } from './shared-read.js';
import { updateTold } from './update-told.js';
import type { Done } from './with-claim.js';

/** What is read once for all channels. */
interface Reads {
  failure: Promise<Failure>;
  /** Begins after it is asked for, so that it sees every success noted before. */
  lastSuccess(): Promise<Success | undefined>;
}

/** Tells every channel that asked for it of a failed execution; what went wrong in one is in the place of its delivery. */
export async function announceFailure(
  announcing: Announcing,
  news: ExecutionNews,
): Promise<PromiseSettledResult<Delivery>[]> {
  const { region, pipelineName } = news;
  // Asked for before anyone is known to listen: it takes as long as finding that out and more.
  const failure = announcing.gather(news);
  failure.catch(() => {});
  const found = await announcing.subscriptions.forPipeline(region, pipelineName);
  const lastSuccess = sharedRead(() => announcing.store.lastSuccess(region, pipelineName));
  const wanted = found.filter(({ branch }) => isBranch(branch, news.branch));
  return Promise.allSettled(
    oneForEachChannel(wanted).map((one) => tell(announcing, news, one, { failure, lastSuccess })),
  );
}

/** A branch that AWS does not tell may be the one: better heard of than missed. */
const isBranch = (wanted: string | undefined, branch: string | undefined) => !wanted || !branch || wanted === branch;

async function tell(announcing: Announcing, news: ExecutionNews, subscription: Subscription, reads: Reads) {
  const { turns } = announcing;
  const { channel, on } = subscription;
  const { region, pipelineName, pipelineExecutionId } = news;
  const key: SlotKey = { region, pipelineName, channel, ...(on === 'every' && { pipelineExecutionId }) };
  // Asked beside the claim; where Slack does not say, it is what the subscription says.
  const hiding = announcing.isShared(subscription);
  const delivery = await inClaimedTurn(announcing, key, ({ slot }) =>
    tellInTurn(announcing, news, subscription, { ...reads, hiding }, slot),
  );
  // The last one in line shows what all before it have added.
  if (delivery.did === 'posted in a thread' && turns.waiting(channel) === 0) {
    await turns.take(channel, () => refreshDigest(announcing, channel)).catch(() => {});
  }
  return delivery;
}

async function tellInTurn(
  announcing: Announcing,
  news: ExecutionNews,
  subscription: Subscription,
  reads: Reads & { hiding: Promise<boolean> },
  slot: Slot,
): Promise<Done> {
  const { channel, mention } = subscription;
  const soon = decideOnFailure(news, slot, { hideLog: true });
  if (soon.do === 'nothing') return { did: 'nothing', because: soon.because, slot: withSeen(slot, news) };
  const asking = mention === 'author' && news.authorEmail ? announcing.userByEmail(news.authorEmail) : undefined;
  // Reserved while the log is still being read, for what is known already hardly ever changes.
  const reserve = () => announcing.floods.reserve(channel, postOf(news, announcing.now()));
  const [failure, success, hideLog, flood] = await Promise.all([
    reads.failure,
    reads.lastSuccess(),
    reads.hiding,
    soon.do === 'post' ? reserve() : undefined,
  ]);
  if (!isBranch(subscription.branch, failure.branch)) return { did: 'nothing', because: 'another branch' };
  const named = soon.do === 'post' ? await whomToName(announcing, mention, failure, asking) : undefined;
  const decision = decideOnFailure(news, slot, { failure, success, hideLog, mention: named });
  return act(announcing, news, channel, slot, decision, async () => flood ?? reserve());
}

const postOf = ({ pipelineExecutionId, pipelineName }: ExecutionNews, at: number): Post => ({
  ...{ pipelineExecutionId, pipelineName, at },
});

async function whomToName(
  { userByEmail }: Announcing,
  mention: Mention | undefined,
  { revisions }: Failure,
  asking: Promise<string | undefined> | undefined,
): Promise<Named | undefined> {
  if (mention !== 'author') return mention;
  const email = revisions.find(({ author }) => author?.email)?.author?.email;
  const user = await (asking ?? (email ? userByEmail(email) : undefined));
  return user ? { user } : undefined;
}

async function act(
  announcing: Announcing,
  news: ExecutionNews,
  channel: string,
  slot: Slot,
  decision: Decision,
  reserve: () => Promise<Flood>,
): Promise<Done> {
  const { messages } = announcing;
  switch (decision.do) {
    case 'nothing':
      return { did: 'nothing', because: decision.because, slot: withSeen(slot, news) };
    case 'update': {
      const { slot: updated, isShown } = await updateTold(messages, channel, slot, decision.incident);
      return { did: isShown ? 'updated' : 'nothing', slot: withSeen(updated, news) };
    }
    case 'post': {
      const { incident, closed } = decision;
      const { slot: before } = closed ? await updateTold(messages, channel, slot, closed) : { slot };
      const digest = await placeInFlood(announcing, channel, await reserve(), news.pipelineExecutionId);
      const ts = await messages.postFailure(channel, incident, digest?.ts);
      const told: Told = { ...incident, ts, ...(digest?.ts && { threadTs: digest.ts }) };
      return { did: digest ? 'posted in a thread' : 'posted', slot: withSeen(withIncident(before, told), news) };
    }
  }
}
