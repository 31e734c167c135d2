import type { ActionExecution } from './model.js';

/** The last row of a page, which stays put while newer rows arrive. */
export interface RowPosition {
  startTime: number;
  id: string;
}

/** Oldest start first; CodePipeline's tie-break is unknown, so equal starts go by id. */
export function compareRows(a: RowPosition, b: RowPosition): number {
  return a.startTime - b.startTime || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

export function positionOf(row: ActionExecution): RowPosition {
  return { startTime: row.startTime, id: row.actionExecutionId };
}

/** Inserts a row by its start; the newest in one step. */
export function insertRow(rows: ActionExecution[], row: ActionExecution): void {
  rows.splice(countBefore(rows, positionOf(row)), 0, row);
}

/** One page, newest start first. @param rows Oldest start first. @param after The last row already seen. */
export function pageOfRows(rows: readonly ActionExecution[], after: RowPosition | undefined, size: number) {
  const end = after ? countBefore(rows, after) : rows.length;
  const start = Math.max(0, end - size);
  return { page: rows.slice(start, end).reverse(), hasMore: start > 0 };
}

/** Rows before the position, by binary search: page 1,000 costs what page 1 costs. */
function countBefore(rows: readonly ActionExecution[], position: RowPosition): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareRows(positionOf(rows[middle] as ActionExecution), position) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
