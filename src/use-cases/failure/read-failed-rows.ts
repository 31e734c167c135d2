import { setTimeout as wait } from 'node:timers/promises';
import { type ActionExecution, newestAttempts } from '../../pipeline.js';
import { actionKey, numberAttempts } from './number-attempts.js';
import { readAllAttempts, readNewestAttempts } from './read-rows.js';
import { reading } from './reading.js';
import type { FailureRequest, FailureSources } from './sources.js';

export interface FailedRows {
  /** The newest attempt of every action. */
  rows: ActionExecution[];
  /** Those of them that failed, the earliest failure first. */
  failed: ActionExecution[];
  /** The newest attempt that the rows show; 1 without rows. */
  attempt: number;
  /** Attempts before the newest on which a failed action failed too. */
  failedBefore(row: ActionExecution): number[];
  unread: string[];
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
    reading('the failed action', readNewestAttempts(sources.listActionExecutions, request)),
    reading('earlier attempts', readAllAttempts(sources.listActionExecutions, request)),
  ]);
  const rows = newest.value ?? newestAttempts(all.value ?? []);
  const numbered = numberAttempts(union(all.value ?? [], rows));
  const failed = rows
    .filter(({ status }) => status === 'Failed')
    .sort((one, other) => Number(one.lastUpdateTime ?? 0) - Number(other.lastUpdateTime ?? 0));
  return {
    rows,
    failed,
    attempt: numbered.at(-1)?.attempt ?? 1,
    failedBefore: (row) =>
      numbered
        .filter((other) => actionKey(other.row) === actionKey(row) && other.row.status === 'Failed')
        .filter((other) => other.row.actionExecutionId !== row.actionExecutionId)
        .map((other) => other.attempt),
    unread: newest.unread ? [newest.unread] : all.unread ? [all.unread] : [],
  };
}

/** Rows of both lists, each once: either may hold rows that the other was too short for. */
function union(one: ActionExecution[], other: ActionExecution[]): ActionExecution[] {
  const known = new Set(one.map(({ actionExecutionId }) => actionExecutionId));
  return [...one, ...other.filter(({ actionExecutionId }) => !known.has(actionExecutionId))];
}
