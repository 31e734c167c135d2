import {
  type ActionExecution,
  type ExecutionGroup,
  groupByExecution,
  newestAttempts,
  startOf,
} from './action-execution.js';
import type { Position } from './listing.js';
import { type Revision, revisionsOf } from './revision.js';

/** One execution as a page shows it, without its status, which depends on rows of other pages. */
export interface Run {
  pipelineExecutionId: string;
  rows: ActionExecution[]; // its rows on the page, newest first
  actions: RunAction[];
  revisions: Revision[];
  startTime?: Date | undefined; // undefined unless its first action is on the page
  beginsOn?: number | 'later' | undefined; // where its first actions are, if not on this page
  restOn?: number | undefined; // the nearest earlier page with newer actions of it
}

/** One action of a run, with its attempts on the page. */
export interface RunAction {
  newest: ActionExecution;
  failures: ActionExecution[]; // failed attempts, newest first, including the newest of all
}

export interface PageOfRows {
  all: ActionExecution[]; // all rows of the page, also hidden ones
  position: Pick<Position, 'pageNumber' | 'runsBefore'>;
  pageSize: number;
  more: boolean;
}

const ROWS_OF_A_RUN = 5; // on pages smaller than this a run may span several pages

/** The runs of a page in AWS's order, each at its newest row. */
export function runsOf(page: PageOfRows): Run[] {
  const groups = groupByExecution(page.all);
  const last = page.all.at(-1)?.pipelineExecutionId ?? '';
  return groups.map((group) => toRun(page, group, group.pipelineExecutionId === last));
}

function toRun({ position, pageSize, more }: PageOfRows, group: ExecutionGroup, isLast: boolean): Run {
  const { pipelineExecutionId, actions: rows } = group;
  const beginsHere = !more || rows.some(({ input }) => input?.actionTypeId?.category === 'Source');
  const next = pageSize < ROWS_OF_A_RUN ? 'later' : position.pageNumber + 1;
  const pagesBack = position.runsBefore.findIndex((runs) => runs.includes(shortRun(pipelineExecutionId)));
  return {
    pipelineExecutionId,
    rows,
    actions: actionsOf(rows),
    revisions: revisionsOf(rows),
    startTime: beginsHere ? earliest(rows) : undefined,
    // A rollback has no Source action, so a run that ends in mid-page may be complete.
    beginsOn: !beginsHere && isLast ? next : undefined,
    restOn: pagesBack < 0 ? undefined : position.pageNumber - 1 - pagesBack,
  };
}

function actionsOf(rows: ActionExecution[]): RunAction[] {
  const failed = rows.filter(({ status }) => status === 'Failed').sort((one, other) => startOf(other) - startOf(one));
  return newestAttempts(rows)
    .toReversed()
    .sort((one, other) => startOf(one) - startOf(other))
    .map((newest) => ({ newest, failures: failed.filter((row) => keyOf(row) === keyOf(newest)) }));
}

const keyOf = ({ stageName, actionName }: ActionExecution) => `${stageName}\n${actionName}`;

function earliest(rows: ActionExecution[]): Date | undefined {
  const starts = rows.flatMap(({ startTime }) => startTime?.getTime() ?? []);
  return starts.length ? new Date(Math.min(...starts)) : undefined;
}

export const withStatus = ({ actions }: Run, status: string): RunAction[] =>
  actions.filter(({ newest }) => newest.status === status);

export const passedOnRetry = (run: Run): RunAction[] =>
  withStatus(run, 'Succeeded').filter(({ failures }) => failures.length > 0);

const KEPT = 20;

/** The runs of a page for the next page's button, last ones first: those may continue there. */
export function shortRuns(rows: ActionExecution[]): string[] {
  const ids = rows.map(({ pipelineExecutionId = '' }) => shortRun(pipelineExecutionId)).filter(Boolean);
  return [...new Set(ids.toReversed())].slice(0, KEPT);
}

const shortRun = (id: string): string => /^[0-9a-f]{8}/.exec(id)?.[0] ?? '';
