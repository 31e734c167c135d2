import type { ActionExecution } from '../domain/action-execution.js';
import type { Listing, Page, PageStart, Position } from '../domain/listing.js';
import { pageSizeAt, previousPosition } from '../domain/listing.js';
import { type Run, runsOf, shortRuns } from '../domain/run.js';

export type ListActionExecutions = (query: {
  pipelineName: string;
  region?: string | undefined;
  filter?: Listing['filter'];
  maxResults: number;
  nextToken?: string | undefined;
}) => Promise<Page>;

export interface ListedPage {
  listing: Listing;
  position: Position;
  region: string;
  /** Without rows already shown, beyond `maxItems`, or hidden by `failedOnly`. */
  rows: ActionExecution[];
  runs: Run[]; // by all rows of the page, including those that `failedOnly` hides
  taken: number; // rows of the page before `failedOnly`
  next?: Position;
  previous?: Position;
  /** `maxItems` is reached and there are more rows; `next` starts a new count. */
  limitReached: boolean;
  stuck: boolean; // AWS returned the token it was given, so there is no next page
}

/** Makes exactly one ListActionExecutions call. Throws what `list` throws. */
export async function listPage(list: ListActionExecutions, listing: Listing, position: Position): Promise<ListedPage> {
  const { pipelineName, region, filter, maxItems } = listing;
  const page = await list({
    pipelineName,
    region,
    filter,
    maxResults: pageSizeAt(listing, position),
    nextToken: position.token,
  });
  const fresh = page.actionExecutions.slice(position.skip);
  const taken = maxItems === undefined ? fresh : fresh.slice(0, Math.max(0, maxItems - position.counted));
  const stuck = page.nextToken !== undefined && page.nextToken === position.token;
  const place = placeBehind(page, position, fresh, taken);
  const rows = listing.failedOnly ? taken.filter(({ status }) => status === 'Failed') : taken;
  const limitReached = place !== undefined && maxItems !== undefined && position.counted + taken.length >= maxItems;
  const next = place && !stuck ? nextPosition(listing, position, place, taken, limitReached) : undefined;
  const previous = previousPosition(listing, position);
  return {
    listing,
    position,
    region: page.region,
    rows,
    runs: runsWith(rows, runsOf({ all: taken, position, pageSize: listing.pageSize, more: place !== undefined })),
    taken: taken.length,
    ...(next && { next }),
    ...(previous && { previous }),
    limitReached,
    stuck,
  };
}

function placeBehind(
  page: Page,
  position: Position,
  fresh: ActionExecution[],
  taken: ActionExecution[],
): PageStart | undefined {
  if (taken.length < fresh.length) return { ...tokenOf(position), skip: position.skip + taken.length };
  return page.nextToken === undefined ? undefined : { token: page.nextToken, skip: 0 };
}

const runsWith = (rows: ActionExecution[], runs: Run[]): Run[] => {
  const shown = new Set(rows.map(({ pipelineExecutionId = '' }) => pipelineExecutionId));
  return runs.filter(({ pipelineExecutionId }) => shown.has(pipelineExecutionId));
};

const tokenOf = ({ token }: PageStart) => (token === undefined ? {} : { token });

function nextPosition(
  { maxItems }: Listing,
  position: Position,
  place: PageStart,
  taken: ActionExecution[],
  limitReached: boolean,
): Position {
  const { skip, pageNumber, seen, counted, previous, runsBefore } = position;
  return {
    ...place,
    pageNumber: pageNumber + 1,
    seen: seen + taken.length,
    counted: maxItems === undefined || limitReached ? 0 : counted + taken.length,
    previous: [{ ...tokenOf(position), skip, rows: taken.length }, ...previous],
    runsBefore: [shortRuns(taken), ...runsBefore],
  };
}
