import type { Failure } from '../../domain/failure.js';
import {
  attemptSeen,
  type Broken,
  type ExecutionNews,
  type Fix,
  type Incident,
  type Slot,
  type Success,
  type Told,
} from '../../domain/incident.js';

/**
 * What to do about a failure in one channel. Pure, so that every order of events can be tried.
 * `post`: a new message; `closed` is the one before, when AWS knows of a success in between that no event told of.
 * `update`: the message that is there, quietly.
 */
export type Decision =
  | { do: 'post'; incident: Incident; closed?: Told | undefined }
  | { do: 'update'; incident: Told }
  | { do: 'nothing'; because: 'told already' | 'an older failure of the same incident' };

/** What is known of a failure apart from its event. */
export interface Circumstances {
  /** Undefined while it is still being gathered. */
  failure?: Failure | undefined;
  /** The newest success that any event told of. */
  success?: Success | undefined;
  hideLog: Incident['hideLog'];
  mention?: Incident['mention'];
}

export function decideOnFailure(news: ExecutionNews, slot: Slot, circumstances: Circumstances): Decision {
  const seen = attemptSeen(slot, news.pipelineExecutionId);
  if (seen >= news.attempt) return { do: 'nothing', because: 'told already' };
  const own = slot.incidents.find((one) => one.pipelineExecutionId === news.pipelineExecutionId);
  if (own && news.attempt < own.attempt) return { do: 'nothing', because: 'told already' };
  const same = own ?? slot.incidents.find((one) => isSameIncident(one, news, circumstances));
  if (!same) return anotherIncident(news, slot, circumstances);
  const shown = { at: same.failedAt, startedAt: same.startedAt };
  if (!own && isBefore(news, shown)) return { do: 'nothing', because: 'an older failure of the same incident' };
  const isNew = !own && seen === 0;
  return { do: 'update', incident: again(news, same, same.executions + Number(isNew), circumstances) };
}

/** Whether nothing succeeded between an incident and this failure. */
function isSameIncident({ after, fix, since, failedAt }: Incident, news: ExecutionNews, { failure }: Circumstances) {
  // Of an incident of which nobody knows what was before, and that is over, only its own time is known.
  const from = after ?? (fix ? since : 0);
  if (news.at < from || (fix && isBefore(fix, news))) return false;
  const lastSuccess = lastSuccessIn(failure) ?? 0;
  return lastSuccess <= failedAt || lastSuccess > news.at;
}

/** Events tell whole seconds; of two in the same one, that of the later execution counts as the later. */
const isBefore = (one: Fix, other: Fix): boolean =>
  one.at < other.at || (one.at === other.at && (one.startedAt ?? 0) < (other.startedAt ?? 0));

/** As an event would tell it. */
function lastSuccessIn(failure: Failure | undefined): number | undefined {
  const time = failure?.streak?.lastSuccess?.getTime();
  return time === undefined ? undefined : Math.floor(time / 1000) * 1000;
}

/** A success lies between this failure and every message there is. */
function anotherIncident(news: ExecutionNews, { incidents }: Slot, circumstances: Circumstances): Decision {
  const after = lastSuccessBefore(news, circumstances);
  const { pipelineName, region, pipelineExecutionId, attempt, startedAt, at, branch } = news;
  const { failure, hideLog, mention } = circumstances;
  const incident: Incident = {
    ...{ pipelineName, region, pipelineExecutionId, attempt, startedAt, branch, mention, hideLog, failure, after },
    ...{ failedAt: at, since: at, executions: 1, status: 'failed' },
  };
  const next = incidents.find(({ since }) => since > at);
  const fixes = [circumstances.success, next && { at: next.after ?? next.since }];
  const before = incidents.findLast(({ since }) => since < at);
  const isMissed =
    before && after !== undefined && after > before.failedAt && (before.fix?.at ?? Number.POSITIVE_INFINITY) > after;
  return {
    do: 'post',
    incident: settled(incident, fixes),
    closed: isMissed ? { ...before, status: 'fixed', fix: { at: after } } : undefined,
  };
}

/** Undefined when neither AWS nor any event says; 0 when AWS says that there was none. */
function lastSuccessBefore({ at }: ExecutionNews, { failure, success }: Circumstances): number | undefined {
  const { streak } = failure ?? {};
  const never = streak && !streak.orMore ? 0 : undefined;
  const known = [lastSuccessIn(failure) ?? never, success?.at].filter((time) => time !== undefined && time <= at);
  return known.length ? Math.max(...(known as number[])) : undefined;
}

/** The same message with a newer failure in it. */
function again(
  { pipelineExecutionId, attempt, startedAt, at, branch }: ExecutionNews,
  { fix, ...incident }: Told,
  executions: number,
  { failure, success, hideLog }: Circumstances,
): Told {
  const newer: Told = {
    ...incident,
    ...{ pipelineExecutionId, attempt, startedAt, branch, failure, hideLog, executions },
    ...{ failedAt: at, since: Math.min(at, incident.since), status: 'failed' },
  };
  return settled(newer, [fix, success]);
}

/** A failure may be heard of after its repair: then it is told as repaired, by the earliest of what repairs it. */
function settled<T extends Incident>(incident: T, fixes: (Fix | undefined)[]): T {
  const [fix] = fixes
    .filter((one): one is Fix => one !== undefined && isFixedBy(incident, one))
    .sort((one, other) => one.at - other.at);
  return fix ? { ...incident, status: 'fixed', fix } : incident;
}

/**
 * Whether a success repairs the failure that a message shows: a later attempt of the same execution, or an execution
 * that began no earlier. One that began before the failed one only had passed the broken stage already.
 */
function isFixedBy(incident: Broken, success: Fix): boolean {
  if (success.pipelineExecutionId === incident.pipelineExecutionId) return (success.attempt ?? 1) >= incident.attempt;
  if (incident.branch && success.branch && incident.branch !== success.branch) return false;
  return success.at >= incident.failedAt && (success.startedAt ?? success.at) >= incident.startedAt;
}

/** What AWS lists of an execution and its event may differ by this much. */
const CLOCKS_APART_MS = 60_000;

/** The incidents that a success repairs, as it leaves them; one repaired by a later success was repaired by this one. */
export const decideOnSuccess = <T extends Broken>(success: Fix, { incidents }: { incidents: T[] }): T[] =>
  incidents
    .filter((incident) => isFixedBy(incident, success) && isEarlier(success, incident.fix))
    .map((incident) => ({ ...incident, status: 'fixed', fix: success }));

/** A fix that no event told of is most likely this one: the failure after it was heard of first. */
function isEarlier(success: Fix, fix: Fix | undefined): boolean {
  if (!fix) return true;
  return success.at < fix.at || (!isToldOf(fix) && success.at <= fix.at + CLOCKS_APART_MS);
}

/** Whether an event told of a fix, and so its message's thread was told. */
export const isToldOf = (fix: Fix | undefined): boolean => fix?.pipelineExecutionId !== undefined;

/** The incident as the retry of a stage leaves it; undefined when it is no news any more. */
export function decideOnRetry<T extends Broken>(news: ExecutionNews, { incidents }: { incidents: T[] }): T | undefined {
  const told = incidents.find(({ pipelineExecutionId }) => pipelineExecutionId === news.pipelineExecutionId);
  return told?.status === 'failed' && news.attempt > told.attempt ? { ...told, status: 'retrying' } : undefined;
}
