import type { ActionExecution } from './action-execution.js';

export { REGION } from './regions.js';

export const START_TIME_RANGES = ['Latest', 'All'] as const;
export type StartTimeRange = (typeof START_TIME_RANGES)[number];

export interface Filter {
  pipelineExecutionId?: string;
  latestInPipelineExecution?: { pipelineExecutionId: string; startTimeRange: StartTimeRange };
}

/** Limits of the service model, checked before AWS is asked. */
export const LIMITS = { pipelineName: 100, pageSize: 100, nextToken: 2048, maxItems: Number.MAX_SAFE_INTEGER } as const;
export const PIPELINE_NAME = /^[A-Za-z0-9.@\-_]{1,100}$/;
export const EXECUTION_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const DEFAULT_PAGE_SIZE = 10;

/** What is listed: the same on every page. */
export interface Listing {
  pipelineName: string;
  region?: string; // absent: the region of the process
  filter?: Filter;
  pageSize: number;
  maxItems?: number; // boto3's MaxItems: rows over all pages until **Continue**
  failedOnly: boolean; // shows only the failed rows of each page
}

/** A place in a listing: AWS's token (absent for the first page) and rows to skip after it. */
export interface PageStart {
  token?: string;
  /** botocore's `boto_truncate_amount`: rows of that page that were already shown. */
  skip: number;
}

export interface PreviousPage extends PageStart {
  rows: number;
}

/** Where a reader is, with what is needed to number the page and to go back. */
export interface Position extends PageStart {
  pageNumber: number; // 1 for the page that answered the command
  seen: number;
  /** Rows that count against `maxItems`: since the command or the last **Continue**. */
  counted: number;
  previous: PreviousPage[]; // earlier pages, nearest first; as many as fit in the button
  /**
   * The runs on each earlier page, nearest first, by the first 8 digits of their ids: these runs have newer actions
   * there. As many as fit in the button.
   */
  runsBefore: string[][];
}

/**
 * Rows to ask AWS for. A token made with a larger page size may point behind our page; then ask for more, or rows would
 * come twice (as they do in botocore).
 */
export function pageSizeAt({ pageSize }: Listing, { skip }: PageStart): number {
  return skip < pageSize ? pageSize : Math.min(LIMITS.pageSize, skip + pageSize);
}

export interface Page {
  actionExecutions: ActionExecution[];
  nextToken?: string;
  region: string;
}

export const START: Position = { skip: 0, pageNumber: 1, seen: 0, counted: 0, previous: [], runsBefore: [] };

export const plainListing = (pipelineName: string, region?: string): Listing => ({
  pipelineName,
  ...(region && { region }),
  pageSize: DEFAULT_PAGE_SIZE,
  failedOnly: false,
});

/** A listing of one execution, small enough for a button. */
export const executionListing = (execution: {
  pipelineName: string;
  region: string;
  pipelineExecutionId: string;
}): Listing => ({
  ...plainListing(execution.pipelineName, execution.region),
  filter: { pipelineExecutionId: execution.pipelineExecutionId },
});

const ATTEMPTS_PAGE_SIZE = 30; // attempts on one page: more than most executions have

/** A listing of an execution's attempts, by AWS's filter. */
export const attemptsListing = (
  { pipelineName, region }: Listing,
  pipelineExecutionId: string,
  startTimeRange: StartTimeRange,
): Listing => ({
  ...plainListing(pipelineName, region),
  filter: { latestInPipelineExecution: { pipelineExecutionId, startTimeRange } },
  pageSize: ATTEMPTS_PAGE_SIZE,
});

/** Undefined when the position does not carry the page before. */
export function previousPosition({ maxItems = 0 }: Listing, position: Position): Position | undefined {
  const [before, ...previous] = position.previous;
  if (!before) return undefined;
  const { rows, ...place } = before;
  const counted = position.counted >= rows ? position.counted - rows : Math.max(0, maxItems - rows);
  return {
    ...place,
    pageNumber: position.pageNumber - 1,
    seen: Math.max(0, position.seen - rows),
    counted: maxItems === 0 ? 0 : counted,
    previous,
    runsBefore: position.runsBefore.slice(1),
  };
}
