import type { ActionExecution } from '../../domain/action-execution.js';
import type { Filter } from '../../domain/listing.js';
import type { ExecutionKey, FailureSources } from './sources.js';

/** Most pages of an execution's newest attempts: a pipeline has up to 500 actions, a page up to 100 rows. */
const MOST_PAGES = 10;

/**
 * The newest attempt of each action of an execution, newest first: one call, or more where the failed actions
 * are not among the first 100. Older rows than those of the failed stage are not waited for.
 */
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

/** Stages run one after the other: once the rows have left the failed one, no other failure can follow. */
function hasWholeFailedStage(rows: ActionExecution[]): boolean {
  const failed = rows.find(({ status }) => status === 'Failed');
  return failed !== undefined && rows.at(-1)?.stageName !== failed.stageName;
}

/** Every attempt of the actions, newest first: the newest 100 rows, which one call gives, and whether these are all. */
export async function readAllAttempts(
  list: FailureSources['listActionExecutions'],
  { pipelineName, region, pipelineExecutionId }: ExecutionKey,
): Promise<{ rows: ActionExecution[]; isWhole: boolean }> {
  const page = await list({ pipelineName, region, filter: { pipelineExecutionId }, maxResults: 100 });
  return { rows: page.actionExecutions, isWhole: page.nextToken === undefined };
}
