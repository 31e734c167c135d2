import { type Digest, type DigestMember, withDigest, withMember, withPosts } from '../../domain/digest.js';
import type { PipelineKey, PostedIncident } from '../../domain/incident.js';
import type { Standing } from './look.js';

export function notePosted(standing: Standing, before: PostedIncident | undefined, posted: PostedIncident): void {
  forgetPosted(standing, before);
  const incidents = [...standing.record.incidents, posted].sort((one, other) => one.shown.at - other.shown.at);
  standing.record = { ...standing.record, incidents };
  noteInChannel(standing, posted);
}

export function forgetPosted(standing: Standing, posted: PostedIncident | undefined): void {
  const incidents = standing.record.incidents.filter(({ ts }) => ts !== posted?.ts);
  standing.record = { ...standing.record, incidents };
}

/**
 * Notes a message among the channel's latest, or in its digest. Also done for messages that were noted before: a process
 * that died between its two writes has recorded the message and not the channel.
 */
export function noteInChannel({ deps, look, session }: Standing, posted: PostedIncident): void {
  const { state } = session;
  if (!posted.threadTs) {
    session.state = { ...state, ...withPosts(state, [posted.ts]) };
    return;
  }
  const lost: Digest = { ts: posted.threadTs, since: posted.since, lastAt: deps.now(), members: [] };
  const known = state.digests.find(({ ts }) => ts === posted.threadTs) ?? (session.isInDoubt() ? lost : undefined);
  if (!known) return;
  const digest = withMember(known, memberOf(look.pipeline, posted), posted.since, deps.now());
  session.state = { ...state, ...withDigest(state, digest) };
}

export const memberOf = (pipeline: PipelineKey, { ts, cause, status, executions }: PostedIncident): DigestMember => ({
  ts,
  pipeline,
  cause,
  status,
  count: executions.length,
});
