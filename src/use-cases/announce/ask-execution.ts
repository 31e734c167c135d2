import { isPassing } from '../../domain/aws-problem.js';
import type { Asked } from '../../domain/history.js';
import type { PipelineKey } from '../../domain/incident.js';
import type { FailureSources } from '../failure/sources.js';
import { toChange } from '../failure/to-change.js';

/**
 * What an execution's row in AWS's list does not say: its branch, which its source action tells, whether it was a
 * rollback, where the list does not have it yet, and whether it had failed before it was tried again.
 * @throws AwsProblem only where AWS may answer later.
 */
export async function askExecution(
  { listActionExecutions, getPipelineExecution }: Pick<FailureSources, 'listActionExecutions' | 'getPipelineExecution'>,
  { pipelineName, region }: PipelineKey,
  pipelineExecutionId: string,
): Promise<Asked> {
  const filter = { pipelineExecutionId };
  const [page, execution] = await Promise.all([
    listActionExecutions({ pipelineName, region, filter, maxResults: 100 }).catch(undefinedIfRefused),
    getPipelineExecution({ pipelineName, region, pipelineExecutionId }).catch(undefinedIfRefused),
  ]);
  const rows = page?.actionExecutions ?? [];
  const failed = rows.flatMap(({ status, lastUpdateTime }) =>
    status === 'Failed' && lastUpdateTime ? [+lastUpdateTime] : [],
  );
  return {
    branch: toChange([], rows, {}).branch,
    isRollback: execution && execution.executionType === 'ROLLBACK',
    failedAt: failed.length ? Math.max(...failed) : undefined,
  };
}

function undefinedIfRefused(problem: unknown): undefined {
  if (isPassing(problem)) throw problem;
}
