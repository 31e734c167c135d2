import { setTimeout as wait } from 'node:timers/promises';
import { type ActionExecution, newestAttempts } from '../../domain/action-execution.js';
import type { Unread } from '../../domain/failure.js';
import { actionKey, type NumberedRow, numberAttempts } from './number-attempts.js';
import { readAllAttempts, readNewestAttempts } from './read-rows.js';
import { type Reading, reading } from './reading.js';
import type { FailureRequest, FailureSources } from './sources.js';

export interface FailedRows {
  rows: ActionExecution[];
  /**
   * The failed ones, the earliest failure first. If a retry is running, those of the attempt asked for, or of the
   * newest attempt with failures.
   */
  failed: ActionExecution[];
  attempt: number;
  /** Earlier attempts on which the action failed too; empty where numbers can't be determined. */
  failedBefore(row: ActionExecution): number[];
  unread: Unread[];
}

/** Rows may lag behind the event; then they are read once more. */
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
  const all = await reading('action', readAllAttempts(sources.listActionExecutions, request));
  const { rows: known, isWhole } = all.value ?? { rows: [], isWhole: false };
  const isCut = all.value !== undefined && !isWhole;
  const newest: Reading<ActionExecution[]> = isCut
    ? await reading('action', readNewestAttempts(sources.listActionExecutions, request))
    : {};
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
    unread: [all.unread, newest.unread].filter((one) => one !== undefined),
  };
}

interface Known {
  isWhole: boolean;
  attempt: number | undefined;
}

/** Without the oldest rows, the newest ones are assumed to be of the event's attempt. */
function numberRows(rows: ActionExecution[], { isWhole, attempt = 1 }: Known): NumberedRow[] {
  const numbered = numberAttempts(rows);
  const missing = isWhole ? 0 : Math.max(0, attempt - (numbered.at(-1)?.attempt ?? 1));
  return numbered.map((one) => ({ ...one, attempt: one.attempt + missing }));
}

/**
 * The failed rows of an attempt that is already being retried. Without the oldest rows, numbers may be too low but
 * never too high, so the newest failure up to the attempt is meant.
 */
function failedOfAttempt(numbered: NumberedRow[], { isWhole, attempt }: Known): NumberedRow[] {
  const failed = numbered.filter(({ row }) => isFailed(row));
  const meant = failed.filter((one) => attempt === undefined || one.attempt <= attempt).at(-1)?.attempt;
  // This attempt's rows lag; don't show those of an older one instead.
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

/** Each list may be too short for some rows. */
function union(one: ActionExecution[], other: ActionExecution[]): ActionExecution[] {
  const known = new Set(one.map(({ actionExecutionId }) => actionExecutionId));
  return [...one, ...other.filter(({ actionExecutionId }) => !known.has(actionExecutionId))];
}
