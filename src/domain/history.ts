import type { Fact, PostedIncident } from './incident.js';
import type { PipelineExecution, SourceRevision } from './pipeline-execution.js';

/** Everything known of a pipeline's executions, as sets: order and repetition don't matter. */
export interface History {
  listed: readonly PipelineExecution[]; // may lag behind events by seconds
  noted: readonly Fact[];
  told: readonly PostedIncident[]; // may be older than the executions in AWS's list
  asked: ReadonlyMap<string, Asked>; // AWS's answers by execution id; an empty answer counts as one
}

export interface Asked {
  branch?: string | undefined;
  isRollback?: boolean | undefined;
  failedAt?: number | undefined; // when its last action to fail failed, in milliseconds since 1970
}

export interface Run {
  id: string;
  startedAt: number;
  branch: string | undefined;
  isAsked: boolean;
  isFailureMissing: boolean; // an earlier attempt ended in a way that we did not see
  isRollback: boolean | undefined;
  revisions: SourceRevision[];
  failures: [attempt: number, at: number][];
  succeededAt: number | undefined;
  isRunning: boolean;
  isHeard: boolean;
}

export function runsOf({ listed, noted, told, asked }: History): Run[] {
  const facts = [...noted, ...told.flatMap(factsOf)];
  const ids = new Set([...listed, ...facts].flatMap(({ pipelineExecutionId }) => pipelineExecutionId ?? []));
  return [...ids].map((id) => {
    const isIt = (one: { pipelineExecutionId?: string | undefined }) => one.pipelineExecutionId === id;
    const run = mergeRun(id, listed.find(isIt), facts.filter(isIt), asked.get(id));
    const isHeard = noted.some((fact) => isIt(fact) && fact.state === 'failed');
    return { ...run, isHeard: isHeard || told.some((one) => isOf(one, id)) };
  });
}

/** A message records a failed attempt, and perhaps that another attempt is running. */
function factsOf({ shown, status, branch }: PostedIncident): Fact[] {
  const failed: Fact = { ...shown, branch, state: 'failed' };
  return status === 'retrying' ? [failed, { ...failed, state: 'running', attempt: shown.attempt + 1 }] : [failed];
}

const RUNNING = ['InProgress', 'Stopping'];

/** Merges events with the row in AWS's list: the newer wins, in the same second the event. */
function mergeRun(
  id: string,
  row: PipelineExecution | undefined,
  facts: Fact[],
  asked: Asked | undefined,
): Omit<Run, 'isHeard'> {
  const newest = facts.toSorted(byProgress).at(-1);
  const rowAt = wholeSeconds(Number(row?.lastUpdateTime ?? 0));
  const isRowNewer = row !== undefined && (!newest || rowAt > newest.at);
  const failures = new Map<number, number>();
  for (const { state, attempt, at } of facts) {
    if (state === 'failed') failures.set(attempt, Math.min(at, failures.get(attempt) ?? at));
  }
  const attempt = newest?.attempt ?? 1;
  if (isRowNewer && row.status === 'Failed' && !failures.has(attempt)) failures.set(attempt, rowAt);
  // A retried attempt failed or was stopped, and we saw neither.
  const isMissing = attempt > 1 && failures.size === 0;
  if (isMissing && asked?.failedAt) failures.set(attempt - 1, wholeSeconds(asked.failedAt));
  const succeeded = facts.find(({ state }) => state === 'succeeded')?.at;
  const starts = facts.flatMap(({ startedAt }) => startedAt ?? []);
  return {
    id,
    startedAt: row?.startTime?.getTime() ?? Math.min(...(starts.length ? starts : facts.map(({ at }) => at))),
    branch: facts.find(({ branch }) => branch)?.branch ?? asked?.branch,
    isAsked: asked !== undefined,
    isFailureMissing: isMissing,
    isRollback: row ? row.executionType === 'ROLLBACK' : asked?.isRollback,
    revisions: row?.revisions ?? [],
    failures: [...failures],
    succeededAt: succeeded ?? (row?.status === 'Succeeded' ? rowAt : undefined),
    isRunning: isRowNewer ? RUNNING.includes(row.status ?? '') : newest?.state === 'running',
  };
}

const byProgress = (one: Fact, other: Fact) =>
  Number(one.state === 'succeeded') - Number(other.state === 'succeeded') ||
  one.attempt - other.attempt ||
  Number(one.state !== 'running') - Number(other.state !== 'running') ||
  one.at - other.at;

export interface Moment {
  at: number;
  run: Run;
  attempt?: number;
}

/** Every failure and success, in an order that depends only on the facts. */
export const momentsOf = (runs: Run[]): Moment[] =>
  runs
    .flatMap((run) => [
      ...run.failures.map(([attempt, at]): Moment => ({ run, at, attempt })),
      ...(run.succeededAt === undefined ? [] : [{ run, at: run.succeededAt }]),
    ])
    .sort(byTime);

export const byTime = (one: Moment, other: Moment) =>
  one.at - other.at ||
  one.run.startedAt - other.run.startedAt ||
  (one.run.id < other.run.id ? -1 : Number(one.run.id > other.run.id)) ||
  (one.attempt ?? Number.POSITIVE_INFINITY) - (other.attempt ?? Number.POSITIVE_INFINITY);

export const isOf = ({ executions }: PostedIncident, id: string) =>
  executions.some(({ pipelineExecutionId }) => pipelineExecutionId === id);

export const wholeSeconds = (ms: number) => Math.floor(ms / 1000) * 1000;
