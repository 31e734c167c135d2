import type { ActionExecution } from '../../domain/action-execution.js';
import type { Build } from '../../domain/build.js';
import type { Failure, FailureLog, Streak } from '../../domain/failure.js';
import type { PipelineExecution, PipelineExecutions } from '../../domain/pipeline-execution.js';
import { buildOf } from './log-place-of.js';
import { type Builds, readBuilds } from './read-builds.js';
import { type FailedRows, readFailedRows } from './read-failed-rows.js';
import { earlyLogSource, isSameLog, logSource, readLog } from './read-log.js';
import { type Reading, reading } from './reading.js';
import { toFailedAction } from './reason-of.js';
import type { FailureRequest, FailureSources } from './sources.js';
import { streakOf } from './streak-of.js';
import { toChange } from './to-revisions.js';

/** Between an event and its rows there is a lag of unknown length; longer than this nobody waits for a summary. */
const LAG_MS = 1500;
/** Executions to look back over for the last success: what one call gives. */
const LOOK_BACK = 100;

/** A failure as it is being gathered. */
export interface Gathering {
  failure: Promise<Failure>;
  /** What it says of revisions and branch: known after the first round trip. */
  change: Promise<Change>;
}

type Change = Pick<Failure, 'revisions' | 'branch'>;

/**
 * Everything a failure summary says, in at most three round trips in series: rows, execution and neighbours → the
 * failed builds → the log. The log is read with the builds when the rows name its stream, or when it lies where the
 * project's last known build had its own. Only an execution of more than 100 actions takes longer, or rows that lag
 * behind.
 * A read that AWS refuses is named in `unread`, and the rest is there: this throws for bugs only.
 * @param lagMs What is waited before rows that do not show the failure yet are read once more.
 */
export function gatherFailure(
  sources: FailureSources,
  request: FailureRequest,
  { lagMs = LAG_MS }: { lagMs?: number } = {},
): Gathering {
  const { pipelineName, region, pipelineExecutionId } = request;
  const reads = {
    rows: readFailedRows(sources, request, lagMs),
    execution: reading(
      'the revisions and what started it',
      sources.getPipelineExecution({ pipelineName, region, pipelineExecutionId }),
    ),
    neighbours: reading(
      'earlier executions',
      sources.listPipelineExecutions({ pipelineName, region, maxResults: LOOK_BACK }),
    ),
  };
  const builds = reads.rows.then((found) => readBuildsAndLog(sources, found, region));
  const first = Promise.all([reads.rows, reads.execution, reads.neighbours]).then(([rows, execution, neighbours]) => {
    const listed = neighbours.value?.executions.find((one) => one.pipelineExecutionId === pipelineExecutionId);
    const known = execution.value ?? listed;
    return { rows, execution, neighbours, listed, known, change: changeOf(known, rows, request) };
  });
  const change = first.then((read) => read.change);
  change.catch(() => {});
  return { change, failure: Promise.all([first, builds]).then(([read, built]) => toFailure(request, read, built)) };
}

interface FirstReads {
  rows: FailedRows;
  execution: Reading<PipelineExecution>;
  neighbours: Reading<PipelineExecutions>;
  listed: PipelineExecution | undefined;
  known: PipelineExecution | undefined;
  change: Change;
}

function toFailure(
  request: FailureRequest,
  { rows, execution, neighbours, listed, known, change }: FirstReads,
  { builds, log }: { builds: Builds; log: Reading<FailureLog> },
): Failure {
  const { pipelineName, region, pipelineExecutionId } = request;
  const streak = neighbours.value && streakOf(neighbours.value, pipelineExecutionId);
  return {
    pipelineName,
    region,
    pipelineExecutionId,
    status: known?.status,
    attempt: request.attempt ?? rows.attempt,
    actions: rows.failed.map((row) => toFailedAction(row, buildFor(row, builds, region), rows.failedBefore(row))),
    streak,
    ...change,
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
  if (!source.value) return { builds, log: source };
  const log = earlyLog && isSameLog(early, source.value) ? earlyLog : await readLog(sources.tailLog, source.value);
  return { builds, log };
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
): Change {
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
