import { byTime, type History, isOf, type Moment, momentsOf, type Run, runsOf, wholeSeconds } from './history.js';
import type { FailedAttempt, Incident, PostedIncident } from './incident.js';
import type { SourceRevision } from './pipeline-execution.js';
import type { Subscription } from './subscription.js';

interface Folded {
  incidents: Incident[];
  ask: string[]; // executions to read before the incidents can be trusted
  unwanted: string[]; // failed executions on branches that the channel did not subscribe to
}

/**
 * A pipeline's facts → the incidents that one channel should show. `Failed` opens one. `Succeeded` closes those of its
 * own execution and of executions that began no later. A rollback closes none, nor does a success on another branch.
 * Stopped, superseded and cancelled runs change nothing.
 * @param subscriptions The channel's, the most exact first.
 */
export function foldIncidents(history: History, subscriptions: readonly Subscription[]): Folded {
  const runs = runsOf(history);
  const open = history.told.filter(({ fix }) => !fix);
  const hasBranches = runs.some(({ branch, failures }) => branch !== undefined && failures.length > 0);
  const missing = runs.filter((run) => run.isFailureMissing && !run.isAsked && run.succeededAt === undefined);
  const ask = new Set(missing.map(({ id }) => id));
  const unwanted = new Set<string>();
  const incidents: (Incident & { track: string; last: Run })[] = [];

  for (const { run, at, attempt } of momentsOf(runs)) {
    if (attempt === undefined) succeed(run, at);
    else fail(run, { pipelineExecutionId: run.id, attempt, at, startedAt: run.startedAt });
  }
  for (const incident of incidents) if (incident.last.isRunning && !incident.fix) incident.status = 'retrying';
  return {
    incidents: incidents.sort((a, b) => byTime(momentOf(a), momentOf(b))),
    ask: [...ask],
    unwanted: [...unwanted],
  };

  function fail(run: Run, failure: FailedAttempt): void {
    const isTold = open.some((one) => isOf(one, run.id));
    const wanting = subscriptions.find(({ branch }) => !branch || !run.branch || branch === run.branch);
    const subscription = wanting ?? (isTold ? subscriptions[0] : undefined);
    if (!subscription) return void unwanted.add(run.id);
    if (!isTold && !isNews(run, failure, subscription)) return;
    if (history.told.some((one) => isOver(one, run, failure, subscription))) return;
    const needsBranch = hasBranches || subscriptions.some(({ branch }) => branch !== undefined);
    if (needsBranch && run.branch === undefined && !run.isAsked) ask.add(run.id);
    const track = subscription.on === 'every' ? run.id : `branch ${run.branch ?? ''}`;
    const known = incidents.find((one) => one.track === track && !one.fix);
    const newest = { last: run, isHeard: run.isHeard, rolledBackTo: undefined };
    if (known) Object.assign(known, { failures: [...known.failures, failure] }, newest);
    else incidents.push({ ...newest, track, failures: [failure], branch: run.branch, status: 'failed', subscription });
  }

  function succeed(run: Run, at: number): void {
    for (const incident of incidents.filter(({ fix }) => !fix)) {
      const { last, branch } = incident;
      const isRetry = run.id === last.id;
      if (!isRetry && run.startedAt < last.startedAt) continue;
      const isUnknown = run.isRollback === undefined || (branch !== undefined && run.branch === undefined);
      if (!isRetry && isUnknown && !run.isAsked) ask.add(run.id);
      else if (!isRetry && run.isRollback) incident.rolledBackTo = run.revisions;
      else if (isRetry || branch === undefined || run.branch === branch) {
        const by = isRetry ? 'retry' : isSameRevision(run, last) ? 'same revision' : 'revision';
        const { id: pipelineExecutionId, startedAt, revisions } = run;
        Object.assign(incident, { status: 'fixed', fix: { pipelineExecutionId, at, startedAt, by, revisions } });
      }
    }
  }
}

const momentOf = ({ failures, last }: Pick<Incident, 'failures'> & { last: Run }): Moment => {
  const { at = 0, attempt = 0 } = failures.at(-1) ?? {};
  return { at, attempt, run: last };
};

/** Only failures since the channel subscribed; where that time is unknown, only failures known from recent events. */
const isNews = ({ isHeard }: Run, { at }: FailedAttempt, { subscribedAt }: Subscription) =>
  subscribedAt === undefined ? isHeard : at >= wholeSeconds(subscribedAt);

/** Whether the channel was already told that the incident with this failure is fixed. */
function isOver(
  { fix, executions, since, branch }: PostedIncident,
  run: Run,
  { attempt, at, startedAt }: FailedAttempt,
  { on }: Subscription,
): boolean {
  if (!fix) return false;
  if (executions.some((one) => one.pipelineExecutionId === run.id && one.attempt >= attempt)) return true;
  const isBeforeFix = at < fix.at || (at === fix.at && startedAt < fix.startedAt);
  return on === 'broken' && branch === run.branch && since <= at && isBeforeFix;
}

function isSameRevision({ revisions: ones }: Run, { revisions: others }: Run): boolean {
  const ids = (revisions: SourceRevision[]) =>
    revisions
      .map(({ revisionId }) => revisionId)
      .sort()
      .join('\n');
  return ones.length > 0 && ids(ones) === ids(others);
}
