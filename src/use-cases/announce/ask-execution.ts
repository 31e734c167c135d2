import { isPassing } from '../../domain/aws-problem.js';
import type { PipelineKey } from '../../domain/incident.js';
import type { FailureSources } from '../failure/sources.js';
import { toChange } from '../failure/to-change.js';
import type { AskedExecution } from './ports.js';

/**
 * What an execution's row in AWS's list does not say: its branch, which its source action tells, and whether it was a
 * rollback, where the list does not have it yet.
 * @throws AwsProblem only where AWS may answer later.
 */
export async function askExecution(
  { listActionExecutions, getPipelineExecution }: Pick<FailureSources, 'listActionExecutions' | 'getPipelineExecution'>,
  { pipelineName, region }: PipelineKey,
  pipelineExecutionId: string,
): Promise<AskedExecution> {
  const filter = { pipelineExecutionId };
  const [page, execution] = await Promise.all([
    listActionExecutions({ pipelineName, region, filter, maxResults: 100 }).catch(undefinedIfRefused),
    getPipelineExecution({ pipelineName, region, pipelineExecutionId }).catch(undefinedIfRefused),
  ]);
  return {
    branch: toChange([], page?.actionExecutions ?? [], {}).branch,
    isRollback: execution && execution.executionType === 'ROLLBACK',
  };
}

function undefinedIfRefused(problem: unknown): undefined {
  if (isPassing(problem)) throw problem;
}
