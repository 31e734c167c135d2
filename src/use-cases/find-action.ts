import type { ActionExecution } from '../domain/action-execution.js';
import { AwsProblem } from '../domain/aws-problem.js';
import { LIMITS, type Listing } from '../domain/listing.js';
import type { ListActionExecutions } from './list-page.js';

export interface FoundAction {
  action: ActionExecution;
  /** The rows of its run that were read on the way, newest first. */
  rows: ActionExecution[];
  /** Those are all of them. */
  isWholeRun: boolean;
  /** The region that was asked, for links and words. */
  region: string;
}

/** An execution has at most 500 actions; the rest is room for retries. */
const MOST_PAGES = 30;
/** Over all pages, as over one call elsewhere: a person waits for it. */
const DEADLINE_MS = 10_000;

/**
 * Reads an execution's rows, a hundred at a time, until it comes to the one that is asked for: there is no operation
 * that gives one row. Undefined where AWS does not list it any more.
 * @param deadline Ends the whole search.
 * @throws AwsProblem `timed-out` at the deadline, or what `list` throws.
 */
export async function findAction(
  list: ListActionExecutions,
  { pipelineName, region }: Pick<Listing, 'pipelineName' | 'region'>,
  { pipelineExecutionId, actionExecutionId }: { pipelineExecutionId: string; actionExecutionId: string },
  deadline = AbortSignal.timeout(DEADLINE_MS),
): Promise<FoundAction | undefined> {
  const query = { pipelineName, region, filter: { pipelineExecutionId }, maxResults: LIMITS.pageSize };
  const late = rejectionAt(deadline);
  const asked = new Set<string | undefined>();
  const rows: ActionExecution[] = [];
  let nextToken: string | undefined;
  // A token that comes again would lead in a circle.
  while (!asked.has(nextToken) && asked.size < MOST_PAGES) {
    asked.add(nextToken);
    const page = await Promise.race([late, list({ ...query, nextToken })]);
    rows.push(...page.actionExecutions);
    const action = page.actionExecutions.find((row) => row.actionExecutionId === actionExecutionId);
    if (action) return { action, rows, isWholeRun: page.nextToken === undefined, region: page.region };
    if (page.nextToken === undefined) return undefined;
    nextToken = page.nextToken;
  }
  return undefined;
}

const rejectionAt = (deadline: AbortSignal) =>
  new Promise<never>((_, reject) => {
    const timedOut = () =>
      reject(new AwsProblem('timed-out', 'codepipeline:ListActionExecutions', 'TimeoutError', deadline.reason));
    deadline.addEventListener('abort', timedOut, { once: true });
  });
