import { causeOf, isSameCause } from '../../domain/cause.js';
import type { Incident, PostedIncident } from '../../domain/incident.js';
import { contentOf, isKnown, isSameAttempt, isShown, keyOf, lastOf } from './incident-content.js';
import type { Standing } from './look.js';
import { forgetPosted, notePosted } from './note-posted.js';
import type { Content, Did } from './ports.js';
import { gather, isLogHidden, postIncident, replyWithLog } from './post-incident.js';

/**
 * Has a message show what its incident has come to, and tells in its thread what is news.
 * @param how `isNewest`: of several messages that turned out to tell of one incident, this one goes on with it.
 *   `withReply`: a repair is told here.
 */
export async function updateIncident(
  standing: Standing,
  incident: Incident,
  posted: PostedIncident,
  how: { isNewest: boolean; withReply: boolean },
): Promise<Did> {
  const shown = how.isNewest ? lastOf(incident) : posted.shown;
  const next: PostedIncident = { ...posted, ...contentOf(incident, posted), shown };
  if (isShown(posted, next) && !posted.isLogDue) return 'nothing';
  if (incident.fix) return updateFixed(standing, incident, posted, next, how.withReply);
  const isNewFailure = !isSameAttempt(shown, posted.shown);
  if (posted.isDeleted && !isNewFailure) return 'nothing';
  return updateOpen(standing, incident, posted, next, isNewFailure);
}

async function updateFixed(
  standing: Standing,
  incident: Incident,
  posted: PostedIncident,
  fixed: PostedIncident,
  withReply: boolean,
): Promise<Did> {
  const { look, session } = standing;
  const { pipeline } = look;
  const cause = isKnown(posted.cause) ? posted.cause : causeOf(await gather(standing, incident, fixed.shown).failure);
  const next: PostedIncident = { ...fixed, cause, isLogDue: undefined };
  const isThere = await show(standing, posted, { kind: 'incident', pipeline, incident: next, hideLog: true });
  // A digest says itself what is fixed, and the number of its replies stays that of its failures.
  if (isThere && withReply && !posted.threadTs) {
    const key = keyOf('fixed', posted.ts, next.fix?.pipelineExecutionId);
    await session.postOnce({ kind: 'fixed', pipeline, incident: next }, key, posted.ts);
  }
  notePosted(standing, posted, next);
  return isThere ? 'updated' : 'nothing';
}

async function updateOpen(
  standing: Standing,
  incident: Incident,
  posted: PostedIncident,
  next: PostedIncident,
  isNewFailure: boolean,
): Promise<Did> {
  const { look, session } = standing;
  const { pipeline } = look;
  const [failure, hideLog] = await Promise.all([gather(standing, incident, next.shown).failure, isLogHidden(standing)]);
  const found = causeOf(failure);
  const cause = isKnown(found) && (isNewFailure || !isKnown(posted.cause)) ? found : posted.cause;
  const isLogDue = isNewFailure ? posted.threadTs === undefined : posted.isLogDue;
  const updated: PostedIncident = { ...next, cause, isLogDue };
  const isThere = await show(standing, posted, { kind: 'incident', pipeline, incident: updated, failure, hideLog });
  if (!isThere) {
    if (isNewFailure) {
      forgetPosted(standing, posted);
      return postIncident(standing, incident);
    }
    notePosted(standing, posted, { ...updated, isDeleted: true, isLogDue: undefined });
    return 'nothing';
  }
  if (isKnown(posted.cause) && !isSameCause(cause, posted.cause)) {
    const key = keyOf('changed', posted.ts, cause);
    await session.postOnce({ kind: 'changed', pipeline, cause, was: posted.cause }, key, posted.threadTs ?? posted.ts);
  }
  notePosted(standing, posted, updated);
  await replyWithLog(standing, updated, failure, hideLog);
  return 'updated';
}

/** False when someone has deleted the message. */
const show = async ({ session }: Standing, { ts, isDeleted }: PostedIncident, content: Content): Promise<boolean> =>
  !isDeleted && (await session.update(ts, content)) !== 'gone';
