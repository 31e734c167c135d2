import { setTimeout as wait } from 'node:timers/promises';
import { type ActionExecution, newestAttempts } from '../../domain/action-execution.js';
import type { Unread } from '../../domain/failure.js';
import { actionKey, type NumberedRow, numberAttempts } from './number-attempts.js';
import { readAllAttempts, readNewestAttempts } from './read-rows.js';
import { reading } from './reading.js';
import type { FailureRequest, FailureSources } from './sources.js';

export interface FailedRows {
  /** The newest attempt of every action. */
  rows: ActionExecution[];
  /**
   * Those of them that failed, the earliest failure first. Where none of them did, since a retry has begun: those that
   * failed on the attempt asked for, or on the newest that has failures.
   */
  failed: ActionExecution[];
  /** The attempt that the failed rows belong to; 1 where that can't be told. */
  attempt: number;
  /** Attempts before that on which a failed action failed too; none where their numbers can't be told. */
  failedBefore(row: ActionExecution): number[];
  unread: Unread[];
}

/** The rows of an execution. Rows may lag behind the event that told of them: they are then read once more. */
export async function readFailedRows(
  sources: FailureSources,
  request: FailureRequest,
  lagMs: number,
): Promise<FailedRows> {
  const found = await readOnce(sources, request);
  const isBehind = found.failed.length === 0 || found.attempt < (request.attempt ?? 1);
  if (!isBehind || found.unread.length > 0) return found;
  await wait(lagMs);
  return readOnce(sources, request);
}

async function readOnce(sources: FailureSources, request: FailureRequest): Promise<FailedRows> {
  const [newest, all] = await Promise.all([
    reading('action', readNewestAttempts(sources.listActionExecutions, request)),
    reading('attempts', readAllAttempts(sources.listActionExecutions, request)),
  ]);
  const { rows: known, isWhole } = all.value ?? { rows: [], isWhole: false };
  const rows = newest.value ?? newestAttempts(known);
  const numbered = numberRows(union(known, rows), { isWhole, attempt: request.attempt });
  const latest = rows.filter(isFailed);
  const retried = latest.length === 0 ? failedOfAttempt(numbered, { isWhole, attempt: request.attempt }) : [];
  const shown = retried[0]?.attempt ?? numbered.at(-1)?.attempt ?? 1;
  return {
    rows,
    failed: [...latest, ...retried.map(({ row }) => row)].sort(
      (one, other) => Number(one.lastUpdateTime ?? 0) - Number(other.lastUpdateTime ?? 0),
    ),
    attempt: isWhole ? shown : (request.attempt ?? 1),
    failedBefore: (row) => (isWhole || request.attempt ? failuresBefore(numbered, row, request.attempt) : []),
    unread: newest.unread ? [newest.unread] : all.unread ? [all.unread] : [],
  };
}

/** What is known of the numbers: whether the rows reach back to the first attempt, and the attempt of the event. */
interface Known {
  isWhole: boolean;
  attempt: number | undefined;
}

/** Where the oldest rows are missing, the newest ones are taken for those of the event's attempt. */
function numberRows(rows: ActionExecution[], { isWhole, attempt = 1 }: Known): NumberedRow[] {
  const numbered = numberAttempts(rows);
  const missing = isWhole ? 0 : Math.max(0, attempt - (numbered.at(-1)?.attempt ?? 1));
  return numbered.map((one) => ({ ...one, attempt: one.attempt + missing }));
}

/**
 * The failed rows of an attempt that is being retried, so that the newest ones no longer show them. Numbers of a list
 * without its beginning may be too low, never too high: the newest failure up to the attempt is then the one meant.
 */
function failedOfAttempt(numbered: NumberedRow[], { isWhole, attempt }: Known): NumberedRow[] {
  const failed = numbered.filter(({ row }) => isFailed(row));
  const meant = failed.filter((one) => attempt === undefined || one.attempt <= attempt).at(-1)?.attempt;
  // The rows of an older attempt must not pass for those of this one: its own may lag behind.
  if (isWhole && attempt !== undefined && meant !== attempt) return [];
  return failed.filter((one) => one.attempt === meant);
}

function failuresBefore(numbered: NumberedRow[], row: ActionExecution, asked = Number.POSITIVE_INFINITY): number[] {
  const own = numbered.find((other) => other.row.actionExecutionId === row.actionExecutionId)?.attempt;
  return numbered
    .filter((other) => actionKey(other.row) === actionKey(row) && isFailed(other.row))
    .filter(({ attempt }) => attempt < Math.min(own ?? asked, asked))
    .map(({ attempt }) => attempt);
}

const isFailed = ({ status }: ActionExecution) => status === 'Failed';

/** Rows of both lists, each once: either may hold rows that the other was too short for. */
function union(one: ActionExecution[], other: ActionExecution[]): ActionExecution[] {
  const known = new Set(one.map(({ actionExecutionId }) => actionExecutionId));
  return [...one, ...other.filter(({ actionExecutionId }) => !known.has(actionExecutionId))];
}
