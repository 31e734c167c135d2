import {
  type ActionExecution,
  type ExecutionGroup,
  groupByExecution,
  newestAttempts,
  startOf,
} from './action-execution.js';
import type { Position } from './listing.js';
import { type Revision, revisionsOf } from './revision.js';

/** What one page tells of one execution. Its status is not in it: that is only known when all of its rows are. */
export interface Run {
  pipelineExecutionId: string;
  /** Its rows on the page, newest first as AWS gave them. */
  rows: ActionExecution[];
  /** Each action once, the one that started first in front. */
  actions: RunAction[];
  revisions: Revision[];
  /** When it started; undefined unless its first action is on the page. */
  startTime?: Date | undefined;
  /** Where its first actions are when they are not on the page: a page's number, or some page behind this one. */
  beginsOn?: number | 'later' | undefined;
  /** The nearest page before this one that showed newer actions of it. */
  restOn?: number | undefined;
}

/** One action of a run, by the attempts that are on the page. */
export interface RunAction {
  newest: ActionExecution;
  /** The attempts that failed, newest first, also where the newest of all is one. */
  failures: ActionExecution[];
}

/** What it takes to tell a page's runs. */
export interface PageOfRows {
  /** Every row of the page, also those that are not shown. */
  all: ActionExecution[];
  position: Pick<Position, 'pageNumber' | 'runsBefore'>;
  /** Rows that were asked for. */
  pageSize: number;
  /** AWS has rows behind these. */
  more: boolean;
}

/** On pages of fewer rows than this a run may go on over several pages. */
const ROWS_OF_A_RUN = 5;

/** The runs of a page in AWS's order, each where its newest row stands. */
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
    // A rollback has no first action of its own, so nothing is said of a run that ends amid the page.
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

/** Actions whose newest attempt on the page has that status. */
export const withStatus = ({ actions }: Run, status: string): RunAction[] =>
  actions.filter(({ newest }) => newest.status === status);

/** Actions that failed and then passed. */
export const passedOnRetry = (run: Run): RunAction[] =>
  withStatus(run, 'Succeeded').filter(({ failures }) => failures.length > 0);

/** Runs that a button keeps of one page. */
const KEPT = 20;

/** The runs of a page as the next one's button carries them: those at its end first, which are most likely cut. */
export function shortRuns(rows: ActionExecution[]): string[] {
  const ids = rows.map(({ pipelineExecutionId = '' }) => shortRun(pipelineExecutionId)).filter(Boolean);
  return [...new Set(ids.toReversed())].slice(0, KEPT);
}

const shortRun = (id: string): string => /^[0-9a-f]{8}/.exec(id)?.[0] ?? '';
