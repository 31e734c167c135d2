import { type ApprovalFact, isApprovalFact } from '../../domain/approval.js';
import type { Fact, PipelineKey } from '../../domain/incident.js';
import { SlackProblem } from '../../domain/slack-problem.js';
import { byChannel, type Subscription } from '../../domain/subscription.js';
import type { ChannelLines } from './channel-lines.js';
import type { ChannelSession } from './channel-session.js';
import { type Gatherings, gatherOnce } from './gatherings.js';
import type { Look, Standing } from './look.js';
import type { AnnounceDeps, Delivery } from './ports.js';
import { createPipelineReader, type PipelineReader, pipelineId } from './read-pipeline.js';
import { beginToRead, standApprovals } from './stand-approvals.js';
import { standIncidents } from './stand-incidents.js';

/** Each makes one kind of thing stand in the channel as the facts have it, and says what it did. */
const KINDS: ((standing: Standing) => Promise<Omit<Delivery, 'channel'>>)[] = [standIncidents, standApprovals];

/**
 * An event only says that there is something to look at. Who listens → note what it told ∥ begin to gather a failure ∥
 * for each channel, in its line: take it → read notes, records and AWS's list → fold → make the channel so → record.
 * Each process looks after it has noted its fact, and reads while it holds the channel: of two processes that hear of two
 * events the second to take the channel sees both.
 *
 * Each channel's outcome is settled apart: a rejection is a RetryLater, a SlackProblem, an AwsProblem or a bug, and then
 * the event has to come again. What is told already is not told again.
 */
export function createLookAtPipeline(deps: AnnounceDeps & { lines: ChannelLines }) {
  const waiting = new Map<string, { look: Look; over: Promise<Delivery> }>();
  const readPipeline = createPipelineReader(deps);

  const lookInChannel = (look: Look): Promise<Delivery> => {
    const id = `${look.channel} ${pipelineId(look.pipeline)}`;
    const known = waiting.get(id);
    if (known) {
      join(known.look, look);
      return known.over;
    }
    const forget = () => {
      if (waiting.get(id)?.look === look) waiting.delete(id);
    };
    const over = deps.lines.run(look.channel, pipelineId(look.pipeline), async (session) => {
      forget();
      await Promise.all(look.noted);
      return makeSo(deps, readPipeline, look, session);
    });
    waiting.set(id, { look, over });
    return over.finally(forget);
  };

  const tell = async (look: Look): Promise<Delivery> => {
    try {
      return await lookInChannel(look);
    } catch (error) {
      if (!(error instanceof SlackProblem) || error.kind !== 'channel-gone') throw error;
      return giveUp(deps, look.channel, error.code);
    }
  };

  return async function lookAtPipeline(
    pipeline: PipelineKey,
    fact: Fact | ApprovalFact | undefined,
    isUrgent: boolean,
  ): Promise<PromiseSettledResult<Delivery>[]> {
    const all = await deps.subscriptions.forPipeline(pipeline.region, pipeline.pipelineName);
    const known = fact && isApprovalFact(fact) ? askedForApprovals(all) : all;
    const subscriptions = known.filter(({ paused }) => !paused);
    const untold = byChannel(known.filter(({ paused }) => paused));
    const gone = [...untold].map(([channel, [one]]) => giveUp(deps, channel, one?.paused?.code ?? ''));
    const wanted = byChannel(subscriptions);
    const left = fact ? [] : await channelsLeft(deps, pipeline, all);
    if (subscriptions.length === 0 && left.length === 0) return Promise.allSettled(gone);
    const shared = { pipeline, isUrgent };
    const noted = fact ? deps.store.note(pipeline, fact) : Promise.resolve();
    noted.catch(() => {});
    const approval = fact && isApprovalFact(fact) ? fact : undefined;
    const heard = fact && !isApprovalFact(fact) ? fact : undefined;
    const readings = approval ? beginToRead(deps, pipeline, approval) : new Map();
    const gatherings: Gatherings = new Map();
    const isSoon = subscriptions.some(({ channel }) => deps.lines.room(channel) > 0);
    if (heard?.state === 'failed' && isSoon) gatherOnce(deps, { ...shared, subscriptions, gatherings }, heard);
    const looks = [...wanted, ...left].map(([channel, own]) =>
      tell({
        ...shared,
        channel,
        subscriptions: own,
        heard: heard ? [heard] : [],
        noted: [noted],
        gatherings: new Map(gatherings),
        approvals: approval ? [approval] : [],
        readings: new Map(readings),
        // Asked before it is needed.
        isShared: heard?.state === 'failed' ? deps.isShared(own) : undefined,
      }),
    );
    const settled = await Promise.allSettled([...looks, ...gone]);
    // Not left running: only the events that are worked on are limited in number.
    await Promise.allSettled([...gatherings.values()].map(({ failure }) => failure));
    return settled;
  };
}

/** Channels in which a card still asks, though nothing is subscribed there any more. */
async function channelsLeft(
  { store }: AnnounceDeps,
  pipeline: PipelineKey,
  subscriptions: Subscription[],
): Promise<[string, Subscription[]][]> {
  const { records } = await store.read(pipeline);
  const isLeft = (channel: string) => !subscriptions.some((one) => one.channel === channel);
  return [...records].flatMap(([channel, { approvals = [] }]) =>
    isLeft(channel) && approvals.some(({ outcome }) => !outcome) ? [[channel, []] as [string, Subscription[]]] : [],
  );
}

function askedForApprovals(subscriptions: Subscription[]): Subscription[] {
  const channels = new Set(subscriptions.filter(({ approvals }) => approvals).map(({ channel }) => channel));
  return subscriptions.filter(({ channel }) => channels.has(channel));
}

function join(look: Look, { heard, noted, gatherings, approvals, readings, subscriptions, isUrgent }: Look): void {
  look.heard.push(...heard);
  look.approvals.push(...approvals);
  for (const [token, reading] of readings) look.readings.set(token, reading);
  look.noted.push(...noted);
  for (const [id, gathering] of gatherings) look.gatherings.set(id, gathering);
  look.subscriptions = subscriptions;
  look.isUrgent ||= isUrgent;
}

async function giveUp({ giveUp: tellOf }: AnnounceDeps, channel: string, code: string): Promise<Delivery> {
  await tellOf(channel, code);
  return { channel, did: 'gave up', because: code };
}

async function makeSo(
  deps: AnnounceDeps,
  readPipeline: PipelineReader,
  look: Look,
  session: ChannelSession,
): Promise<Delivery> {
  const { pipeline, channel } = look;
  const facts = await readPipeline(pipeline);
  const before = facts.records.get(channel) ?? { incidents: [] };
  const standing: Standing = { deps, look, facts, session, record: before };
  let delivery: Delivery = { channel, did: 'nothing' };
  try {
    for (const stand of KINDS) {
      const done = await stand(standing);
      if (delivery.did === 'nothing') delivery = { ...delivery, ...done };
    }
  } finally {
    if (standing.record !== before) {
      await session.hold();
      await deps.store.record(pipeline, channel, standing.record);
    }
  }
  return delivery;
}
