import type { ActionExecution } from './action-execution.js';

export { REGION } from './regions.js';

export const START_TIME_RANGES = ['Latest', 'All'] as const;
export type StartTimeRange = (typeof START_TIME_RANGES)[number];

export interface Filter {
  pipelineExecutionId?: string;
  latestInPipelineExecution?: { pipelineExecutionId: string; startTimeRange: StartTimeRange };
}

/** Limits of the service model; anything outside is refused before AWS is asked. */
export const LIMITS = { pipelineName: 100, pageSize: 100, nextToken: 2048, maxItems: Number.MAX_SAFE_INTEGER } as const;
export const PIPELINE_NAME = /^[A-Za-z0-9.@\-_]{1,100}$/;
export const EXECUTION_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const DEFAULT_PAGE_SIZE = 10;

/** What is being listed: the same from the first page to the last. */
export interface Listing {
  pipelineName: string;
  /** Absent: the region the process was started with. */
  region?: string;
  filter?: Filter;
  /** Rows on a page, 1–100. */
  pageSize: number;
  /** boto3's MaxItems: rows over all pages until **Continue**. */
  maxItems?: number;
  /** Show only the failed rows of each page. */
  failedOnly: boolean;
}

/** A place in a listing that one call reaches: a service token (absent: the head) and rows to pass over behind it. */
export interface Place {
  token?: string;
  /** botocore's `boto_truncate_amount`: rows of that page that were shown before. */
  skip: number;
}

/** A page that was shown, so that one can go back to it. */
export interface PreviousPlace extends Place {
  /** Rows it had. */
  rows: number;
}

/** Where a reader is: the place of their page, and what it takes to number it and to go back. */
export interface Position extends Place {
  /** 1 for the page the command answered with. */
  pageNumber: number;
  /** Rows seen on the pages before this one. */
  seen: number;
  /** Of those, rows that count against `maxItems`: since the command or the last **Continue**. */
  counted: number;
  /** Places of the pages before, nearest first; as many as the button could carry. */
  previous: PreviousPlace[];
  /**
   * The runs on the pages before, nearest page first, each by the first 8 digits of its id: what says that newer
   * actions of a run were shown already. As many as the button could carry, so what is not in it is not known.
   */
  runsBefore: string[][];
}

/**
 * Rows to ask for at a place. A resume token of a larger page size may point behind our page:
 * then the page must reach beyond it, or rows would come twice (as they do in botocore).
 */
export function pageSizeAt({ pageSize }: Listing, { skip }: Place): number {
  return skip < pageSize ? pageSize : Math.min(LIMITS.pageSize, skip + pageSize);
}

/** What one ListActionExecutions call answers. */
export interface Page {
  actionExecutions: ActionExecution[];
  nextToken?: string;
  /** The region that was asked, for links and words. */
  region: string;
}

export const START: Position = { skip: 0, pageNumber: 1, seen: 0, counted: 0, previous: [], runsBefore: [] };

/** A listing of a whole pipeline, as a bare name asks for it. */
export const plainListing = (pipelineName: string, region?: string): Listing => ({
  pipelineName,
  ...(region && { region }),
  pageSize: DEFAULT_PAGE_SIZE,
  failedOnly: false,
});

/** A listing of one execution: all that a button about it has to carry. */
export const executionListing = (execution: {
  pipelineName: string;
  region: string;
  pipelineExecutionId: string;
}): Listing => ({
  ...plainListing(execution.pipelineName, execution.region),
  filter: { pipelineExecutionId: execution.pipelineExecutionId },
});

/** Rows of one page of attempts: more than most executions have. */
const ATTEMPTS_PAGE_SIZE = 30;

/** A listing of an execution's attempts by the API's filter. */
export const attemptsListing = (
  { pipelineName, region }: Listing,
  pipelineExecutionId: string,
  startTimeRange: StartTimeRange,
): Listing => ({
  ...plainListing(pipelineName, region),
  filter: { latestInPipelineExecution: { pipelineExecutionId, startTimeRange } },
  pageSize: ATTEMPTS_PAGE_SIZE,
});

/** The page before, as far as the position carries it. */
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
