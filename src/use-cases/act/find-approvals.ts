import type { ApprovalAddress } from '../../domain/act.js';
import type { ActReads } from './ports.js';

/** The approvals of a pipeline that can be answered now. @throws AwsProblem */
export async function findApprovals(
  reads: ActReads,
  pipeline: { pipelineName: string; region: string },
): Promise<ApprovalAddress[]> {
  const [structure, state] = await Promise.all([reads.getPipeline(pipeline), reads.getPipelineState(pipeline)]);
  if (structure.executionMode === 'PARALLEL') return findInParallel(reads, pipeline);
  return state.stages.flatMap(({ stageName, pipelineExecutionId, actions }) =>
    actions.flatMap(({ actionName, token }) =>
      token && pipelineExecutionId ? [{ ...pipeline, pipelineExecutionId, stageName, actionName, token }] : [],
    ),
  );
}

/** In PARALLEL mode the state lists no approvals; the user guide says that the token is the row's external id. */
async function findInParallel(
  reads: ActReads,
  pipeline: { pipelineName: string; region: string },
): Promise<ApprovalAddress[]> {
  const { actionExecutions } = await reads.listActionExecutions({ ...pipeline, maxResults: 100 });
  return actionExecutions.flatMap(({ status, input, output, pipelineExecutionId, stageName, actionName, ...row }) => {
    const token = output?.executionResult?.externalExecutionId ?? row.actionExecutionId;
    const isOpen = status === 'InProgress' && input?.actionTypeId?.category === 'Approval';
    if (!isOpen || !token || !pipelineExecutionId || !stageName || !actionName) return [];
    return [{ ...pipeline, pipelineExecutionId, stageName, actionName, token }];
  });
}
