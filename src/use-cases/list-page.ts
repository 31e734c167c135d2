import type { ActionExecution } from '../domain/action-execution.js';
import type { Listing, Page, Place, Position } from '../domain/listing.js';
import { pageSizeAt } from '../domain/listing.js';

/** What listPage needs of CodePipeline. */
export type ListActionExecutions = (query: {
  pipelineName: string;
  region?: string | undefined;
  filter?: Listing['filter'];
  maxResults: number;
  nextToken?: string | undefined;
}) => Promise<Page>;

/** One page of a listing, and where its reader can go from there. */
export interface ListedPage {
  listing: Listing;
  position: Position;
  region: string;
  /** What is shown: without rows shown before, beyond `maxItems`, or filtered out by `failedOnly`. */
  rows: ActionExecution[];
  /** The same before `failedOnly`: what is known of the executions that the rows belong to. */
  all: ActionExecution[];
  /** Their number. */
  taken: number;
  /** Absent: this page is the last. */
  next?: Position;
  previous?: Position;
  /** `maxItems` is used up and there is more: `next` starts to count anew. */
  limitReached: boolean;
  /** AWS gave the token back that it was asked with, so there is no way on. */
  stuck: boolean;
}

/** Fetches one page: exactly one call of ListActionExecutions. Throws what `list` throws. */
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
  const limitReached = place !== undefined && maxItems !== undefined && position.counted + taken.length >= maxItems;
  const next = place && !stuck ? nextPosition(listing, position, place, taken.length, limitReached) : undefined;
  const previous = previousPosition(listing, position);
  return {
    listing,
    position,
    region: page.region,
    rows: listing.failedOnly ? taken.filter(({ status }) => status === 'Failed') : taken,
    all: taken,
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
): Place | undefined {
  const after = taken.at(-1)?.pipelineExecutionId?.match(/^[0-9a-f]{8}/)?.[0] ?? position.after;
  const reached = after === undefined ? {} : { after };
  if (taken.length < fresh.length) return { ...tokenOf(position), skip: position.skip + taken.length, ...reached };
  return page.nextToken === undefined ? undefined : { token: page.nextToken, skip: 0, ...reached };
}

const tokenOf = ({ token }: Place) => (token === undefined ? {} : { token });

function nextPosition(
  { maxItems }: Listing,
  position: Position,
  place: Place,
  taken: number,
  limitReached: boolean,
): Position {
  const { skip, after, pageNumber, seen, counted, previous } = position;
  const here = { ...tokenOf(position), skip, ...(after !== undefined && { after }), rows: taken };
  return {
    ...place,
    pageNumber: pageNumber + 1,
    seen: seen + taken,
    counted: maxItems === undefined || limitReached ? 0 : counted + taken,
    previous: [here, ...previous],
  };
}

function previousPosition({ maxItems = 0 }: Listing, position: Position): Position | undefined {
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
  };
}
