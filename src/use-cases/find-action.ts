import type { ActionExecution } from '../domain/action-execution.js';
import { AwsProblem } from '../domain/aws-problem.js';
import { LIMITS, type Listing } from '../domain/listing.js';
import type { ListActionExecutions } from './list-page.js';

export interface FoundAction {
  action: ActionExecution;
  rows: ActionExecution[];
  isWholeRun: boolean; // whether `rows` are all
  region: string;
}

const MOST_PAGES = 30; // an execution has at most 500 actions; the rest is for retries
const DEADLINE_MS = 10_000; // for all pages together: a user is waiting

/**
 * Reads an execution's rows by hundreds until the one asked for; AWS has no operation for a single row. Undefined where
 * AWS no longer lists it.
 * @throws AwsProblem, `timed-out` at the deadline.
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
  // A repeated token would loop.
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
