import type { ActionExecution } from '../../domain/action-execution.js';

/** Parallel actions may start seconds apart, and one may fail before the next has started. */
const TOGETHER_MS = 5000;

export interface NumberedRow {
  row: ActionExecution;
  attempt: number; // 1 for the first try of the execution
}

/** Rows with their attempt, oldest first. AWS gives none: what starts after a failure, or again, is a retry. */
export function numberAttempts(rows: ActionExecution[]): NumberedRow[] {
  let attempt = 1;
  let started = new Set<string>();
  let endedAt = Number.POSITIVE_INFINITY;
  // AWS lists the newest first, so reversing keeps the order of equal start times.
  const oldestFirst = rows.toReversed().sort((one, other) => startOf(one) - startOf(other));
  return oldestFirst.map((row) => {
    const action = actionKey(row);
    if (started.has(action) || startOf(row) > endedAt + TOGETHER_MS) {
      attempt += 1;
      started = new Set();
      endedAt = Number.POSITIVE_INFINITY;
    }
    started.add(action);
    if (row.status === 'Failed' || row.status === 'Abandoned') endedAt = Math.min(endedAt, endOf(row));
    return { row, attempt };
  });
}

/** Unique in a pipeline: different stages may have actions of the same name. */
export const actionKey = ({ stageName, actionName }: ActionExecution): string => `${stageName}\n${actionName}`;

const startOf = ({ startTime }: ActionExecution) => startTime?.getTime() ?? 0;
const endOf = ({ lastUpdateTime }: ActionExecution) => lastUpdateTime?.getTime() ?? Number.POSITIVE_INFINITY;
