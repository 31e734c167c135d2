import type { ActionExecution } from '../../domain/action-execution.js';
import type { Filter } from '../../domain/listing.js';
import type { ExecutionKey, FailureSources } from './sources.js';

/** A pipeline has up to 500 actions, a page up to 100 rows; the rest is spare. */
const MOST_PAGES = 10;

/** The newest attempt of each action, newest first: one call, or more if the failure is not in the first 100 rows. */
export async function readNewestAttempts(
  list: FailureSources['listActionExecutions'],
  { pipelineName, region, pipelineExecutionId }: ExecutionKey,
): Promise<ActionExecution[]> {
  const filter: Filter = { latestInPipelineExecution: { pipelineExecutionId, startTimeRange: 'Latest' } };
  const rows: ActionExecution[] = [];
  let nextToken: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await list({ pipelineName, region, filter, maxResults: 100, nextToken });
    rows.push(...page.actionExecutions);
    if (page.nextToken === undefined || page.nextToken === nextToken || hasWholeFailedStage(rows)) break;
    nextToken = page.nextToken;
  }
  return rows;
}

/** Stages run one after the other, so no failure can follow once another stage's rows begin. */
function hasWholeFailedStage(rows: ActionExecution[]): boolean {
  const failed = rows.find(({ status }) => status === 'Failed');
  return failed !== undefined && rows.at(-1)?.stageName !== failed.stageName;
}

/** The newest 100 rows of all attempts, by one call, and whether these are all. */
export async function readAllAttempts(
  list: FailureSources['listActionExecutions'],
  { pipelineName, region, pipelineExecutionId }: ExecutionKey,
): Promise<{ rows: ActionExecution[]; isWhole: boolean }> {
  const page = await list({ pipelineName, region, filter: { pipelineExecutionId }, maxResults: 100 });
  return { rows: page.actionExecutions, isWhole: page.nextToken === undefined };
}
