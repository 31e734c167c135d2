import { causeOf } from '../../domain/cause.js';
import { type Digest, placeOf, withDigest, withoutDigest, withPosts } from '../../domain/digest.js';
import type { Failure } from '../../domain/failure.js';
import type { FailedAttempt, Incident, PostedIncident } from '../../domain/incident.js';
import { SlackProblem } from '../../domain/slack-problem.js';
import { reading } from '../failure/reading.js';
import { withNeighbours } from '../failure/with-neighbours.js';
import { gatherOnce } from './gatherings.js';
import { contentOf, keyOf, lastOf, UNKNOWN } from './incident-content.js';
import type { Standing } from './look.js';
import { memberOf, notePosted } from './note-posted.js';
import type { Content, Did, IncidentContent } from './ports.js';
import { pipelineId } from './read-pipeline.js';

/**
 * Notes the message of an incident that a process posted which died before it recorded it. Nothing is known of what the
 * message shows, so it will be updated.
 */
export async function adoptPosted(standing: Standing, incident: Incident): Promise<void> {
  const { look, session, record } = standing;
  if (!session.isInDoubt()) return;
  const keys = incident.failures.map((failed) => keyOf(pipelineId(look.pipeline), failed.pipelineExecutionId));
  const isIt = ({ ts, key }: { ts: string; key: string }) =>
    keys.includes(key) && !record.incidents.some((one) => one.ts === ts);
  const inChannel = await session.unrecorded('any');
  // A digest may be as unrecorded as what stands in its thread.
  const digests = [...session.state.digests, ...inChannel.filter(({ kind }) => kind === 'digest')];
  const threads = [...new Set(digests.map(({ ts }) => ts))];
  const replies = await Promise.all(threads.map((ts) => session.unrecorded('own', ts)));
  const sent = [inChannel, ...replies].flat();
  const found = sent.find((one) => one.kind === 'incident' && isIt(one));
  if (!found) return;
  const { ts, threadTs } = found;
  const content = contentOf(incident, { cause: UNKNOWN });
  const isLogDue = threadTs === undefined;
  notePosted(standing, undefined, {
    ...content,
    ts,
    threadTs,
    isLogDue,
    executions: [],
    status: 'failed',
    fix: undefined,
  });
}

/** Posts an incident that has no message yet, in the channel itself or in the thread of a digest. */
export async function postIncident(standing: Standing, incident: Incident): Promise<Did> {
  const { pipeline } = standing.look;
  const { failure, author } = gather(standing, incident, lastOf(incident));
  const [gathered, hideLog, user] = await Promise.all([failure, isLogHidden(standing), author]);
  const { mention } = incident.subscription;
  const content: IncidentContent = {
    ...contentOf(incident, { branch: gathered.branch, cause: causeOf(gathered) }),
    mention: mention !== 'author' ? mention : user ? { user } : undefined,
  };
  const place = await postSomewhere(standing, {
    kind: 'incident',
    pipeline,
    incident: content,
    failure: gathered,
    hideLog,
  });
  const posted = { ...content, ...place, isLogDue: place.threadTs === undefined };
  notePosted(standing, undefined, posted);
  await replyWithLog(standing, posted, gathered, hideLog);
  return place.threadTs ? 'posted in a thread' : 'posted';
}

/** The log stands in the thread of a message of its own; a digest's thread has one reply for each failure. */
export async function replyWithLog(
  standing: Standing,
  posted: PostedIncident,
  { log }: Failure,
  hideLog: boolean | 'unknown',
): Promise<void> {
  if (!posted.isLogDue) return;
  const { pipelineExecutionId, attempt } = posted.shown;
  if (log && hideLog === false) {
    const key = keyOf('log', pipelineExecutionId, attempt);
    await standing.session
      .postOnce({ kind: 'log', pipeline: standing.look.pipeline, log }, key, posted.ts)
      .catch(ignoreIfGone);
  }
  notePosted(standing, posted, { ...posted, isLogDue: undefined });
}

function ignoreIfGone(error: unknown): void {
  if (!(error instanceof SlackProblem) || error.kind !== 'message-gone') throw error;
}

export function gather({ deps, look, facts }: Standing, { branch, subscription }: Incident, failed: FailedAttempt) {
  const { failure, author } = gatherOnce(deps, { ...look, subscriptions: [subscription] }, { ...failed, branch });
  const whole = Promise.all([failure, reading('earlier executions', facts.listed)]);
  return { author, failure: whole.then(([found, neighbours]) => withNeighbours(found, neighbours)) };
}

export const isLogHidden = async ({ deps, look }: Standing): Promise<boolean | 'unknown'> =>
  (await (look.isShared ?? deps.isShared(look.subscriptions))) ?? 'unknown';

type MessageIds = Pick<PostedIncident, 'ts' | 'threadTs'>;

async function postSomewhere(standing: Standing, content: Content & { kind: 'incident' }): Promise<MessageIds> {
  const { deps, look, session } = standing;
  const key = keyOf(pipelineId(look.pipeline), content.incident.shown.pipelineExecutionId);
  const sent = (await session.unrecorded('any')).filter(({ kind }) => kind === 'incident').map(({ ts }) => ts);
  session.state = { ...session.state, ...withPosts(session.state, sent) };
  const place = placeOf(session.state, deps.now());
  const digest = place === 'new digest' ? await openDigest(standing, content.incident) : place;
  if (digest !== 'channel') {
    try {
      return { ts: await session.post(content, key, digest.ts), threadTs: digest.ts };
    } catch (error) {
      ignoreIfGone(error);
      session.state = { ...session.state, ...withoutDigest(session.state, digest.ts) };
    }
  }
  return { ts: await session.post(content, key) };
}

async function openDigest(standing: Standing, first: IncidentContent): Promise<Digest> {
  const { deps, look, session } = standing;
  const digest = { since: first.since, lastAt: deps.now(), members: [] };
  const known = session.state.digests.map(({ ts }) => ts);
  const sent = await session.unrecorded('any');
  const found = sent.find(({ kind, ts }) => kind === 'digest' && !known.includes(ts));
  const shown = { ...digest, members: [memberOf(look.pipeline, { ...first, ts: '' })] };
  const key = keyOf('digest', session.channel, digest.lastAt);
  const opened = { ...digest, ts: found?.ts ?? (await session.post({ kind: 'digest', digest: shown }, key)) };
  session.state = { ...session.state, ...withDigest(session.state, opened) };
  return opened;
}
