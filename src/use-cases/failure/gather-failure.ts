import type { Failure, FailureLog, Unread } from '../../domain/failure.js';
import type { PipelineExecution } from '../../domain/pipeline-execution.js';
import { nameReviewers } from './name-reviewers.js';
import { type Builds, readBuilds } from './read-builds.js';
import { readCondition } from './read-condition.js';
import { type FailedRows, readFailedRows } from './read-failed-rows.js';
import { readFailureLog } from './read-log.js';
import { type Reading, reading } from './reading.js';
import type { FailureRequest, FailureSources } from './sources.js';
import { type Change, toChange } from './to-change.js';
import { toFailedAction } from './to-failed-action.js';
import { triggerOf } from './trigger-of.js';

const LAG_MS = 1500; // rows may lag behind the event; a summary waits this long for them

export interface Gathering {
  failure: Promise<Failure>;
  change: Promise<Change>; // known after the first round trip
}

/**
 * Reads a failure in three round trips: rows and execution → the failed builds → the log of the first. Only executions
 * of over 100 rows, lagging rows, batches, conditions and long logs take more. A refused read is listed in `unread`;
 * throws for bugs only.
 * @param lagMs Wait before lagging rows are read again.
 */
export function gatherFailure(
  sources: FailureSources,
  request: FailureRequest,
  { lagMs = LAG_MS }: { lagMs?: number } = {},
): Gathering {
  const { pipelineName, region, pipelineExecutionId } = request;
  const reads = {
    rows: readFailedRows(sources, request, lagMs),
    execution: reading('execution', sources.getPipelineExecution({ pipelineName, region, pipelineExecutionId })),
  };
  const built = reads.rows.then(async ({ failed }): Promise<Built> => {
    const builds = await readBuilds(sources, failed, region);
    return { builds, log: await readFailureLog(sources, failed, builds, region) };
  });
  const first = Promise.all([reads.rows, reads.execution]).then(([rows, execution]) => {
    const change = toChange(execution.value?.revisions ?? [], rows.rows, request);
    return { rows, execution, change };
  });
  const change = first.then((read) => read.change);
  change.catch(() => {});
  const where = Promise.all([first, built]).then(([read, given]) => failedOf(sources, request, read, given));
  where.catch(() => {});
  return { change, failure: Promise.all([first, built, where]).then((all) => toFailure(request, ...all)) };
}

interface Built {
  builds: Builds;
  log: Reading<FailureLog>;
}

interface FirstReads {
  rows: FailedRows;
  execution: Reading<PipelineExecution>;
  change: Change;
}

/** Failed actions, or else a failed condition. */
async function failedOf(
  sources: FailureSources,
  request: FailureRequest,
  { rows, execution }: FirstReads,
  { builds }: Built,
): Promise<{ failed: Failure['actions']; unread: Unread[] }> {
  const { failed, unread, failedBefore } = rows;
  if (failed.length === 0 && unread.length === 0) {
    return readCondition(sources.listRuleExecutions, request, execution.value?.statusSummary);
  }
  const actions = failed.map((row) =>
    toFailedAction(row, { build: builds.buildOf(row), batch: builds.batchOf(row) }, failedBefore(row)),
  );
  return { failed: await nameReviewers(sources, request, actions), unread };
}

function toFailure(
  request: FailureRequest,
  { rows, execution, change }: FirstReads,
  { builds, log }: Built,
  where: { failed: Failure['actions']; unread: Unread[] },
): Failure {
  const { pipelineName, region, pipelineExecutionId } = request;
  const unread = [where.unread, builds.unread, log.unread, execution.unread];
  return {
    pipelineName,
    region,
    pipelineExecutionId,
    status: execution.value?.status,
    attempt: request.attempt ?? rows.attempt,
    actions: where.failed,
    ...change,
    trigger: triggerOf(execution.value),
    log: log.value,
    unread: unread.flat().filter((one) => one !== undefined),
    failedAt: request.failedAt ?? rows.failed.at(-1)?.lastUpdateTime,
  };
}
