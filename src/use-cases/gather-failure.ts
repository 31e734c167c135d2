import type { Build } from '../build.js';
import type { Failure, FailureLog, Streak } from '../failure.js';
import type { ActionExecution } from '../pipeline.js';
import type { PipelineExecution } from '../pipeline-execution.js';
import { buildOf } from './failure/log-place-of.js';
import { type Builds, readBuilds } from './failure/read-builds.js';
import { type FailedRows, readFailedRows } from './failure/read-failed-rows.js';
import { earlyLogSource, isSameLog, logSource, readLog } from './failure/read-log.js';
import { type Reading, reading } from './failure/reading.js';
import { toFailedAction } from './failure/reason-of.js';
import type { FailureRequest, FailureSources } from './failure/sources.js';
import { streakOf } from './failure/streak-of.js';
import { toChange } from './failure/to-revisions.js';

/** Between an event and its rows there is a lag of unknown length; longer than this nobody waits for a summary. */
const LAG_MS = 1500;
/** Executions to look back over for the last success: what one call gives. */
const LOOK_BACK = 100;

/**
 * Everything a failure summary says, in at most three round trips in series: rows, execution and neighbours → the
 * failed builds → the log. The log is read with the builds when the rows name its stream, or when it lies where the
 * project's last known build had its own. Only an execution of more than 100 actions takes longer, or rows that lag
 * behind.
 * A read that AWS refuses is named in `unread`, and the rest is there: this throws for bugs only.
 * @param lagMs What is waited before rows that do not show the failure yet are read once more.
 */
export async function gatherFailure(
  sources: FailureSources,
  request: FailureRequest,
  { lagMs = LAG_MS }: { lagMs?: number } = {},
): Promise<Failure> {
  const { pipelineName, region, pipelineExecutionId } = request;
  const [{ rows, builds, log }, execution, neighbours] = await Promise.all([
    readFailedRows(sources, request, lagMs).then((found) => readBuildsAndLog(sources, found, region)),
    reading(
      'the revisions and what started it',
      sources.getPipelineExecution({ pipelineName, region, pipelineExecutionId }),
    ),
    reading('earlier executions', sources.listPipelineExecutions({ pipelineName, region, maxResults: LOOK_BACK })),
  ]);
  const listed = neighbours.value?.executions.find((one) => one.pipelineExecutionId === pipelineExecutionId);
  const streak = neighbours.value && streakOf(neighbours.value, pipelineExecutionId);
  const known = execution.value ?? listed;
  return {
    pipelineName,
    region,
    pipelineExecutionId,
    status: known?.status,
    attempt: request.attempt ?? rows.attempt,
    actions: rows.failed.map((row) => toFailedAction(row, buildFor(row, builds, region), rows.failedBefore(row))),
    streak,
    ...changeOf(known, rows, request),
    trigger: triggerOf(known),
    log: log.value,
    unread: unreadOf(rows, builds, log, known ? undefined : execution.unread, neighbours.unread ?? older(streak)),
    failedAt: request.failedAt ?? rows.failed.at(-1)?.lastUpdateTime ?? listed?.lastUpdateTime,
  };
}

async function readBuildsAndLog(sources: FailureSources, rows: FailedRows, region: string) {
  const early = earlyLogSource(rows.failed, sources.likelyLog, region);
  const [builds, earlyLog] = await Promise.all([
    readBuilds(sources.batchGetBuilds, rows.failed, region),
    early && readLog(sources.tailLog, early),
  ]);
  const source = logSource(rows.failed, builds, region);
  if (!source.value) return { rows, builds, log: source };
  const log = earlyLog && isSameLog(early, source.value) ? earlyLog : await readLog(sources.tailLog, source.value);
  return { rows, builds, log };
}

function buildFor(row: ActionExecution, { byId }: Builds, region: string): Build | undefined {
  const asked = buildOf(row, region);
  return asked && byId.get(asked.id);
}

/** An event knows author and branch of a push before any read does, and of one revision only. */
function changeOf(
  execution: PipelineExecution | undefined,
  { rows }: FailedRows,
  { branch, author }: FailureRequest,
): Pick<Failure, 'revisions' | 'branch'> {
  const change = toChange(execution?.revisions ?? [], rows);
  const [first, ...others] = change.revisions;
  const revisions = first && author && !first.author ? [{ ...first, author }, ...others] : change.revisions;
  return { revisions, branch: branch ?? change.branch };
}

function triggerOf(execution: PipelineExecution | undefined): Failure['trigger'] {
  const { triggerType, triggerDetail } = execution?.trigger ?? {};
  return triggerType ? { type: triggerType, detail: triggerDetail } : undefined;
}

const older = (streak: Streak | undefined) =>
  streak ? undefined : `earlier executions (this one is older than the newest ${LOOK_BACK})`;

/** Each phrase once: reads that fail for one reason may say it in the same words. */
function unreadOf(
  { failed, unread }: FailedRows,
  builds: Builds,
  log: Reading<FailureLog>,
  ...others: (string | undefined)[]
): string[] {
  const action = failed.length === 0 && unread.length === 0 ? ['the failed action (AWS lists none)'] : unread;
  const all = [...action, ...builds.unread, log.unread, ...others];
  return [...new Set(all.flatMap((phrase) => phrase || []))];
}
