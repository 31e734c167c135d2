import { AwsProblem } from '../../domain/aws-problem.js';
import { MOST_EXECUTIONS } from '../../domain/pipeline-execution.js';
import type { FailureSources } from './sources.js';

export type FoundExecution =
  | { kind: 'failed'; pipelineExecutionId: string }
  | { kind: 'no failure'; lookedAt: number; more: boolean }
  | { kind: 'not failed'; status: string };

/** The execution that the user names, or the newest that failed. One call. @throws AwsProblem */
export async function findFailedExecution(
  sources: Pick<FailureSources, 'getPipelineExecution' | 'listPipelineExecutions'>,
  {
    pipelineName,
    region,
    pipelineExecutionId,
  }: { pipelineName: string; region: string; pipelineExecutionId?: string | undefined },
): Promise<FoundExecution> {
  if (pipelineExecutionId !== undefined) {
    const status = await statusOf(sources, { pipelineName, region, pipelineExecutionId });
    return status === 'Failed' ? { kind: 'failed', pipelineExecutionId } : { kind: 'not failed', status };
  }
  const { executions, more } = await sources.listPipelineExecutions({
    pipelineName,
    region,
    maxResults: MOST_EXECUTIONS,
  });
  const failed = executions.find(({ status }) => status === 'Failed')?.pipelineExecutionId;
  if (failed !== undefined) return { kind: 'failed', pipelineExecutionId: failed };
  return { kind: 'no failure', lookedAt: executions.length, more };
}

/** Without the permission to read executions the status is unknown, and the actions say whether it failed. */
async function statusOf(
  { getPipelineExecution }: Pick<FailureSources, 'getPipelineExecution'>,
  key: { pipelineName: string; region: string; pipelineExecutionId: string },
): Promise<string> {
  try {
    return (await getPipelineExecution(key)).status ?? 'Failed';
  } catch (error) {
    if (error instanceof AwsProblem && error.kind === 'access-denied') return 'Failed';
    throw error;
  }
}
