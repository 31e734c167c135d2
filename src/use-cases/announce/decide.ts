import type { Failure } from '../../failure.js';
import { attemptSeen, type ExecutionNews, type Incident, type Slot, type Success, type Told } from './incident.js';

/**
 * What to do about a failure in one channel. `post`: a new message; it stays the open one unless it is `belated`.
 * `update`: the message that is there, quietly. Pure, so that every order of events can be tried.
 */
export type Decision =
  | { do: 'post'; incident: Incident; belated: boolean }
  | { do: 'update'; incident: Told }
  | { do: 'nothing'; because: 'told already' | 'an older failure of the same incident' };

/** What is known of a failure apart from its event. */
export interface Circumstances {
  /** Undefined while it is still being gathered. */
  failure?: Failure | undefined;
  /** The newest success that any event told of. */
  success?: Success | undefined;
  hideLog: boolean;
  mention?: Incident['mention'];
}

export function decideOnFailure(news: ExecutionNews, slot: Slot, circumstances: Circumstances): Decision {
  const { incident } = slot;
  if (attemptSeen(slot, news.pipelineExecutionId) >= news.attempt) return { do: 'nothing', because: 'told already' };
  if (incident?.pipelineExecutionId === news.pipelineExecutionId)
    return again(news, incident, incident.executions, circumstances);
  if (incident && isSameIncident(incident, news, circumstances)) {
    if (news.at < incident.failedAt) return { do: 'nothing', because: 'an older failure of the same incident' };
    const isNew = attemptSeen(slot, news.pipelineExecutionId) === 0;
    return again(news, incident, incident.executions + Number(isNew), circumstances);
  }
  const belated = incident !== undefined && news.at < incident.since;
  return { do: 'post', incident: firstOf(news, circumstances), belated };
}

/** Whether nothing succeeded between the incident and this failure. */
function isSameIncident(incident: Incident, news: ExecutionNews, { failure }: Circumstances): boolean {
  if (incident.after !== undefined && news.at < incident.after) return false;
  if (incident.fix) return news.at <= incident.fix.at;
  const lastSuccess = failure?.streak?.lastSuccess?.getTime();
  return lastSuccess === undefined || lastSuccess <= incident.failedAt || lastSuccess > news.at;
}

function firstOf(news: ExecutionNews, { failure, success, hideLog, mention }: Circumstances): Incident {
  const { pipelineName, region, pipelineExecutionId, attempt, startedAt, at, branch } = news;
  const successes = [failure?.streak?.lastSuccess?.getTime(), success?.at].filter(
    (time = Number.POSITIVE_INFINITY) => time <= at,
  );
  return settled(
    {
      ...{ pipelineName, region, pipelineExecutionId, attempt, startedAt, branch, mention, hideLog, failure },
      ...{ failedAt: at, since: at, executions: 1, status: 'failed' },
      after: successes.length ? Math.max(...(successes as number[])) : undefined,
    },
    success,
  );
}

/** The same message with a newer failure in it. */
function again(
  { pipelineExecutionId, attempt, startedAt, at, branch }: ExecutionNews,
  incident: Told,
  executions: number,
  { failure, success, hideLog }: Circumstances,
): Decision {
  const { fix: _, ...open } = incident;
  const newer: Told = {
    ...open,
    ...{ pipelineExecutionId, attempt, startedAt, branch, failure, hideLog, executions },
    ...{ failedAt: at, since: Math.min(at, incident.since), status: 'failed' },
  };
  return { do: 'update', incident: settled(newer, success) };
}

/** A failure may be heard of after its repair: then it is told as repaired. */
function settled<T extends Incident>(incident: T, success: Success | undefined): T {
  return success && isFixedBy(incident, success) ? { ...incident, status: 'fixed', fix: success } : incident;
}

/**
 * Whether a success repairs the failure that a message shows: a later attempt of the same execution, or an execution
 * that began no earlier. One that began before the failed one only had passed the broken stage already.
 */
export function isFixedBy(incident: Incident, success: Success): boolean {
  if (success.pipelineExecutionId === incident.pipelineExecutionId) return success.attempt >= incident.attempt;
  if (incident.branch && success.branch && incident.branch !== success.branch) return false;
  return success.at >= incident.failedAt && success.startedAt >= incident.startedAt;
}

/** The incident as a success leaves it; undefined when it changes nothing. */
export function decideOnSuccess(
  success: Success & { revision?: string | undefined },
  { incident }: Slot,
): Told | undefined {
  if (!incident || incident.fix || !isFixedBy(incident, success)) return undefined;
  return { ...incident, status: 'fixed', fix: success };
}

/** The incident as the retry of a stage leaves it; undefined when it is no news any more. */
export function decideOnRetry(news: ExecutionNews, { incident }: Slot): Told | undefined {
  if (incident?.pipelineExecutionId !== news.pipelineExecutionId || incident.status !== 'failed') return undefined;
  return news.attempt > incident.attempt ? { ...incident, status: 'retrying' } : undefined;
}
