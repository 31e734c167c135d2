import type { ActionExecution } from '../../domain/action-execution.js';

/** Actions that start together may do so seconds apart, and one may fail before the next has started. */
const TOGETHER_MS = 5000;

export interface NumberedRow {
  row: ActionExecution;
  /** 1 for the first try of the execution. */
  attempt: number;
}

/**
 * Which attempt of the execution each row belongs to, oldest first. The rows do not say it, but an attempt ends where
 * an action fails: what starts behind that, or starts once more, has been retried.
 */
export function numberAttempts(rows: ActionExecution[]): NumberedRow[] {
  let attempt = 1;
  let started = new Set<string>();
  let endedAt = Number.POSITIVE_INFINITY;
  // AWS lists the newest first, so reversed rows keep their order where start times are equal.
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

/** Tells actions apart whose names may be alike in different stages. */
export const actionKey = ({ stageName, actionName }: ActionExecution): string => `${stageName}\n${actionName}`;

const startOf = ({ startTime }: ActionExecution) => startTime?.getTime() ?? 0;
const endOf = ({ lastUpdateTime }: ActionExecution) => lastUpdateTime?.getTime() ?? Number.POSITIVE_INFINITY;
