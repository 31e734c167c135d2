import { createHash } from 'node:crypto';
import { type Cause, causeOf, isSameCause } from '../../domain/cause.js';
import {
  type Digest,
  type DigestMember,
  placeOf,
  withDigest,
  withMember,
  withoutDigest,
  withPost,
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
  const place = (await findPosted(standing, incident)) ?? (await postSomewhere(standing, content));
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
  if (incident.fix) return updateFixed(standing, told, next, how.withReply);
  const isNewFailure = attemptOf(shown) !== attemptOf(told.shown);
  if (told.isDeleted && !isNewFailure) return 'nothing';
  return updateOpen(standing, incident, told, next, isNewFailure);
}

async function updateFixed(
  standing: Standing,
  told: PostedIncident,
  next: PostedIncident,
  withReply: boolean,
): Promise<Did> {
  const { look, session } = standing;
  const { pipeline } = look;
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
  const cause = isNewFailure && isKnown(causeOf(failure)) ? causeOf(failure) : told.cause;
  const updated: PostedIncident = { ...next, cause };
  const isThere = await show(standing, told, { kind: 'incident', pipeline, incident: updated, failure, hideLog });
  if (!isThere && isNewFailure) {
    forget(standing, told);
    return postIncident(standing, incident);
  }
  if (isThere && !isSameCause(cause, told.cause)) {
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

/** A message of this incident that nobody recorded, in the channel or in a digest's thread. */
async function findPosted({ look, session, record }: Standing, { failures }: Incident): Promise<Place | undefined> {
  const keys = failures.map(({ pipelineExecutionId }) => keyOf(pipelineId(look.pipeline), pipelineExecutionId));
  const isIt = ({ ts, key }: { ts: string; key: string }) =>
    keys.includes(key) && !record.incidents.some((one) => one.ts === ts);
  const threads = session.state.digests.map(({ ts }) => ts);
  const found = await session.find('incident', isIt, [undefined, ...threads]);
  return found && { ts: found.ts, threadTs: found.threadTs };
}

async function postSomewhere(standing: Standing, content: Content & { kind: 'incident' }): Promise<Place> {
  const { deps, look, session } = standing;
  const key = keyOf(pipelineId(look.pipeline), content.incident.shown.pipelineExecutionId);
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
  const ts = await session.post(content, key);
  session.state = { ...session.state, ...withPost(session.state, deps.now()) };
  return { ts };
}

async function openDigest(standing: Standing, told: Told): Promise<Digest> {
  const { deps, look, session } = standing;
  const digest = { since: told.since, lastAt: deps.now(), members: [] };
  const known = session.state.digests.map(({ ts }) => ts);
  const found = await session.find('digest', ({ ts }) => !known.includes(ts), [undefined]);
  const first = { ...digest, members: [memberOf(look.pipeline, { ...told, ts: '' })] };
  const key = keyOf('digest', session.channel, digest.lastAt);
  const opened = { ...digest, ts: found?.ts ?? (await session.post({ kind: 'digest', digest: first }, key)) };
  session.state = { ...session.state, ...withDigest(session.state, opened) };
  return opened;
}

/** Puts an incident as it is told now in the place of what was told before, and into the digest it stands in. */
function note(standing: Standing, before: PostedIncident | undefined, told: PostedIncident): void {
  forget(standing, before);
  const incidents = [...standing.record.incidents, told].sort((one, other) => one.shown.at - other.shown.at);
  standing.record = { ...standing.record, incidents };
  noteInDigest(standing, told);
}

function forget(standing: Standing, told: PostedIncident | undefined): void {
  const incidents = standing.record.incidents.filter(({ ts }) => ts !== told?.ts);
  standing.record = { ...standing.record, incidents };
}

/** Also of one that was told before: whoever told it may have died before its digest was written. */
export function noteInDigest({ deps, look, session }: Standing, told: PostedIncident): void {
  const digest = session.state.digests.find(({ ts }) => ts === told.threadTs);
  if (!digest) return;
  const member = memberOf(look.pipeline, told);
  session.state = {
    ...session.state,
    ...withDigest(session.state, withMember(digest, member, told.since, deps.now())),
  };
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
