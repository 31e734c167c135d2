import { createHash } from 'node:crypto';
import { type Cause, causeOf, isSameCause } from '../../domain/cause.js';
import {
  type Digest,
  type DigestMember,
  placeOf,
  withDigest,
  withMember,
  withoutDigest,
  withPosts,
} from '../../domain/digest.js';
import type {
  FailedAttempt,
  Fix,
  Incident,
  PipelineKey,
  PostedIncident,
  ShortRevision,
} from '../../domain/incident.js';
import type { SourceRevision } from '../../domain/pipeline-execution.js';
import { revisionsOf } from '../../domain/revision.js';
import { SlackProblem } from '../../domain/slack-problem.js';
import { maskText } from '../../masking/mask-secrets.js';
import { gatherOnce } from './gatherings.js';
import type { Standing } from './look.js';
import type { Content, Did, Told } from './ports.js';
import { pipelineId } from './read-pipeline.js';

/**
 * Notes a message of this incident that nobody recorded, where someone had the channel before and left no word. What it
 * shows nobody knows: it will be shown anew.
 */
export async function adoptPosted(standing: Standing, incident: Incident): Promise<void> {
  const { look, session, record } = standing;
  const keys = incident.failures.map((failed) => keyOf(pipelineId(look.pipeline), failed.pipelineExecutionId));
  const isIt = ({ ts, key }: { ts: string; key: string }) =>
    keys.includes(key) && !record.incidents.some((one) => one.ts === ts);
  const threads = [undefined, ...session.state.digests.map(({ ts }) => ts)];
  const sent = (await Promise.all(threads.map((ts) => session.unrecorded('own', ts)))).flat();
  const found = sent.find((one) => one.kind === 'incident' && isIt(one));
  if (!found) return;
  const { ts, threadTs } = found;
  const told = toTold(incident, { cause: UNKNOWN });
  note(standing, undefined, { ...told, ts, threadTs, executions: [], status: 'failed', fix: undefined });
}

const UNKNOWN: Cause = { reason: { kind: 'unknown' }, more: 0 };

/** Tells of an incident that has no message yet, in the channel itself or in the thread of a digest. */
export async function postIncident(standing: Standing, incident: Incident): Promise<Did> {
  const { pipeline } = standing.look;
  const { failure, author } = gather(standing, incident, lastOf(incident));
  const [gathered, hideLog, user] = await Promise.all([failure, isLogHidden(standing), author]);
  const { mention } = incident.subscription;
  const told: Told = {
    ...toTold(incident, { branch: gathered.branch, cause: causeOf(gathered) }),
    mention: mention !== 'author' ? mention : user ? { user } : undefined,
  };
  const content: Content = { kind: 'incident', pipeline, incident: told, failure: gathered, hideLog };
  const place = await postSomewhere(standing, content);
  note(standing, undefined, { ...told, ...place });
  return place.threadTs ? 'posted in a thread' : 'posted';
}

/**
 * Has a message show what its incident has come to, and tells in its thread what is news.
 * @param how `isNewest`: of several messages that turned out to tell of one incident, this one goes on with it.
 *   `withReply`: a repair is told here.
 */
export async function updateIncident(
  standing: Standing,
  incident: Incident,
  told: PostedIncident,
  how: { isNewest: boolean; withReply: boolean },
): Promise<Did> {
  const shown = how.isNewest ? lastOf(incident) : told.shown;
  const next: PostedIncident = { ...told, ...toTold(incident, told), shown };
  if (isShownBy(told, next)) return 'nothing';
  if (incident.fix) return updateFixed(standing, incident, told, next, how.withReply);
  const isNewFailure = attemptOf(shown) !== attemptOf(told.shown);
  if (told.isDeleted && !isNewFailure) return 'nothing';
  return updateOpen(standing, incident, told, next, isNewFailure);
}

async function updateFixed(
  standing: Standing,
  incident: Incident,
  told: PostedIncident,
  fixed: PostedIncident,
  withReply: boolean,
): Promise<Did> {
  const { look, session } = standing;
  const { pipeline } = look;
  const cause = isKnown(told.cause) ? told.cause : causeOf(await gather(standing, incident, fixed.shown).failure);
  const next = { ...fixed, cause };
  const isThere = await show(standing, told, { kind: 'incident', pipeline, incident: next, hideLog: true });
  // A digest says itself what is fixed, and the number of its replies stays that of its failures.
  if (isThere && withReply && !told.threadTs) {
    const key = keyOf('fixed', told.ts, next.fix?.pipelineExecutionId);
    await session.postOnce({ kind: 'fixed', pipeline, incident: next }, key, told.ts);
  }
  note(standing, told, next);
  return isThere ? 'updated' : 'nothing';
}

async function updateOpen(
  standing: Standing,
  incident: Incident,
  told: PostedIncident,
  next: PostedIncident,
  isNewFailure: boolean,
): Promise<Did> {
  const { look, session } = standing;
  const { pipeline } = look;
  const [failure, hideLog] = await Promise.all([gather(standing, incident, next.shown).failure, isLogHidden(standing)]);
  const found = causeOf(failure);
  const cause = isKnown(found) && (isNewFailure || !isKnown(told.cause)) ? found : told.cause;
  const updated: PostedIncident = { ...next, cause };
  const isThere = await show(standing, told, { kind: 'incident', pipeline, incident: updated, failure, hideLog });
  if (!isThere && isNewFailure) {
    forget(standing, told);
    return postIncident(standing, incident);
  }
  if (isThere && isKnown(told.cause) && !isSameCause(cause, told.cause)) {
    const key = keyOf('changed', told.ts, cause);
    await session.postOnce({ kind: 'changed', pipeline, cause, was: told.cause }, key, told.threadTs ?? told.ts);
  }
  note(standing, told, isThere ? updated : { ...updated, isDeleted: true });
  return isThere ? 'updated' : 'nothing';
}

/** False when someone has deleted the message. One that Slack no longer lets us change stays as it is. */
async function show({ session }: Standing, { ts, isDeleted }: PostedIncident, content: Content): Promise<boolean> {
  if (isDeleted) return false;
  try {
    await session.update(ts, content);
    return true;
  } catch (error) {
    if (!(error instanceof SlackProblem) || !['message-gone', 'not-editable'].includes(error.kind)) throw error;
    return error.kind === 'not-editable';
  }
}

type Place = Pick<PostedIncident, 'ts' | 'threadTs'>;

async function postSomewhere(standing: Standing, content: Content & { kind: 'incident' }): Promise<Place> {
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
      if (!(error instanceof SlackProblem) || error.kind !== 'message-gone') throw error;
      session.state = { ...session.state, ...withoutDigest(session.state, digest.ts) };
    }
  }
  return { ts: await session.post(content, key) };
}

async function openDigest(standing: Standing, told: Told): Promise<Digest> {
  const { deps, look, session } = standing;
  const digest = { since: told.since, lastAt: deps.now(), members: [] };
  const known = session.state.digests.map(({ ts }) => ts);
  const sent = await session.unrecorded('any');
  const found = sent.find(({ kind, ts }) => kind === 'digest' && !known.includes(ts));
  const first = { ...digest, members: [memberOf(look.pipeline, { ...told, ts: '' })] };
  const key = keyOf('digest', session.channel, digest.lastAt);
  const opened = { ...digest, ts: found?.ts ?? (await session.post({ kind: 'digest', digest: first }, key)) };
  session.state = { ...session.state, ...withDigest(session.state, opened) };
  return opened;
}

/** Puts an incident as it is told now in the place of what was told before. */
function note(standing: Standing, before: PostedIncident | undefined, told: PostedIncident): void {
  forget(standing, before);
  const incidents = [...standing.record.incidents, told].sort((one, other) => one.shown.at - other.shown.at);
  standing.record = { ...standing.record, incidents };
  noteInChannel(standing, told);
}

function forget(standing: Standing, told: PostedIncident | undefined): void {
  const incidents = standing.record.incidents.filter(({ ts }) => ts !== told?.ts);
  standing.record = { ...standing.record, incidents };
}

/**
 * Notes an incident among what the channel was told lately; one that was told before too, since whoever told it may have
 * died before that was written.
 */
export function noteInChannel({ deps, look, session }: Standing, told: PostedIncident): void {
  const { state } = session;
  if (!told.threadTs) {
    session.state = { ...state, ...withPosts(state, [told.ts]) };
    return;
  }
  const lost: Digest = { ts: told.threadTs, since: told.since, lastAt: deps.now(), members: [] };
  const known = state.digests.find(({ ts }) => ts === told.threadTs) ?? (session.isInDoubt() ? lost : undefined);
  if (!known) return;
  const digest = withMember(known, memberOf(look.pipeline, told), told.since, deps.now());
  session.state = { ...state, ...withDigest(state, digest) };
}

const memberOf = (pipeline: PipelineKey, { ts, cause, status, executions }: PostedIncident): DigestMember => ({
  ...{ ts, pipeline, cause, status },
  count: executions.length,
});

function gather({ deps, look }: Standing, { branch, subscription }: Incident, failed: FailedAttempt) {
  return gatherOnce(deps, { ...look, subscriptions: [subscription] }, { ...failed, branch });
}

const isLogHidden = async ({ deps, look }: Standing) =>
  (await (look.isShared ?? deps.isShared(look.subscriptions))) ?? 'unknown';

function toTold(
  { failures, branch, status, fix, rolledBackTo }: Incident,
  before: Pick<Told, 'branch' | 'cause'> & Partial<Pick<Told, 'executions' | 'since'>>,
): Omit<Told, 'mention'> {
  return {
    executions: withExecutions(before.executions ?? [], failures),
    shown: lastOf({ failures }),
    since: Math.min(before.since ?? Number.POSITIVE_INFINITY, failures[0]?.at ?? 0),
    branch: branch ?? before.branch,
    status,
    cause: before.cause,
    fix: fix && toFix(fix),
    rolledBackTo: rolledBackTo && shortRevision(rolledBackTo),
  };
}

const toFix = ({ revisions, ...fix }: Fix): PostedIncident['fix'] => ({ ...fix, revision: shortRevision(revisions) });

const EXECUTIONS_KEPT = 100;

function withExecutions(known: Told['executions'], failures: FailedAttempt[]): Told['executions'] {
  const attempts = new Map(known.map(({ pipelineExecutionId, attempt }) => [pipelineExecutionId, attempt]));
  for (const { pipelineExecutionId: id, attempt } of failures) {
    attempts.set(id, Math.max(attempt, attempts.get(id) ?? 1));
  }
  return [...attempts]
    .map(([pipelineExecutionId, attempt]) => ({ pipelineExecutionId, attempt }))
    .slice(-EXECUTIONS_KEPT);
}

/** Characters of a commit message that are kept: more than a line can show. */
const SUMMARY_KEPT = 200;

function shortRevision(named: SourceRevision[]): ShortRevision | undefined {
  const [first] = revisionsOf([], named);
  const [summary] = first?.summary?.split('\n') ?? [];
  return first && { id: first.id, summary: summary && maskText(summary).text.slice(0, SUMMARY_KEPT).toWellFormed() };
}

const lastOf = ({ failures }: Pick<Incident, 'failures'>): FailedAttempt => failures.at(-1) as FailedAttempt;
const attemptOf = ({ pipelineExecutionId, attempt }: FailedAttempt) => `${pipelineExecutionId} ${attempt}`;
const isKnown = ({ place, reason }: Cause) => place !== undefined || reason.kind !== 'unknown';

const isShownBy = (told: PostedIncident, next: PostedIncident): boolean => facesOf(told) === facesOf(next);
/** What of an incident a message shows and can change. */
const facesOf = ({ shown, status, executions, fix, rolledBackTo }: PostedIncident): string =>
  JSON.stringify([attemptOf(shown), status, executions.length, fix?.pipelineExecutionId, rolledBackTo?.id]);

/** Found again in metadata that every member of a channel can read: no account's number is to stand there. */
const keyOf = (...parts: unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
