import { type ActionExecution, LIMITS, type Listing } from '../pipeline.js';
import type { ListActionExecutions } from './list-page.js';

export interface FoundAction {
  action: ActionExecution;
  /** The region that was asked, for links and words. */
  region: string;
}

/** An execution has at most 500 actions; the rest is room for retries. */
const MOST_PAGES = 30;

/**
 * Reads an execution's rows, a hundred at a time, until it comes to the one that is asked for: there is no operation
 * that gives one row. Undefined where AWS does not list it any more. Throws what `list` throws.
 */
export async function findAction(
  list: ListActionExecutions,
  { pipelineName, region }: Pick<Listing, 'pipelineName' | 'region'>,
  { pipelineExecutionId, actionExecutionId }: { pipelineExecutionId: string; actionExecutionId: string },
): Promise<FoundAction | undefined> {
  const query = { pipelineName, region, filter: { pipelineExecutionId }, maxResults: LIMITS.pageSize };
  const asked = new Set<string | undefined>();
  let nextToken: string | undefined;
  // A token that comes again would lead in a circle.
  while (!asked.has(nextToken) && asked.size < MOST_PAGES) {
    asked.add(nextToken);
    const page = await list({ ...query, nextToken });
    const action = page.actionExecutions.find((row) => row.actionExecutionId === actionExecutionId);
    if (action) return { action, region: page.region };
    if (page.nextToken === undefined) return undefined;
    nextToken = page.nextToken;
  }
  return undefined;
}
