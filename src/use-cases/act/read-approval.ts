import type { ApprovalAddress } from '../../domain/act.js';
import type { ActionExecution } from '../../domain/action-execution.js';
import type { Standing } from '../../domain/approval.js';
import type { Trigger } from '../../domain/pipeline-execution.js';
import type { PipelineState, PipelineStructure } from '../../domain/pipeline-state.js';
import type { Revision } from '../../domain/revision.js';
import { toChange } from '../failure/to-change.js';
import type { ActReads } from './ports.js';

export interface Approval {
  at: ApprovalAddress;
  /** How it stands: it can be answered, or what became of it. */
  standing: Standing;
  comment?: string | undefined;
  link?: string | undefined;
  until?: Date | undefined;
  revisions: Revision[];
  trigger?: Trigger | undefined;
  branch?: string | undefined;
}

const WEEK_IN_MINUTES = 7 * 24 * 60;

/**
 * Everything about one approval, in one round trip.
 * @param heardAt When its event says that it began: its row may be seconds behind.
 * @throws AwsProblem
 */
export async function readApproval(reads: ActReads, at: ApprovalAddress, heardAt?: Date): Promise<Approval> {
  const { pipelineName, region, pipelineExecutionId } = at;
  const pipeline = { pipelineName, region };
  const [structure, state, page, execution] = await Promise.all([
    reads.getPipeline(pipeline),
    reads.getPipelineState(pipeline),
    reads.listActionExecutions({ ...pipeline, filter: { pipelineExecutionId }, maxResults: 100 }),
    reads.getPipelineExecution({ ...pipeline, pipelineExecutionId }),
  ]);
  const rows = page.actionExecutions;
  const row = rows.find(
    ({ actionExecutionId, output }) =>
      actionExecutionId === at.token || output?.executionResult?.externalExecutionId === at.token,
  );
  const { CustomData: comment, ExternalEntityLink: link } = row?.input?.resolvedConfiguration ?? {};
  const until = deadlineOf(structure, at, row?.startTime ?? heardAt);
  return {
    at,
    standing: standingOf(structure, state, row, at, until),
    comment,
    link,
    until,
    ...toChange(execution.revisions, rows, {}),
    trigger: execution.trigger,
  };
}

function deadlineOf(structure: PipelineStructure, at: ApprovalAddress, startedAt: Date | undefined) {
  const action = structure.stages
    .find(({ name }) => name === at.stageName)
    ?.actions.find(({ name }) => name === at.actionName);
  const minutes = action?.timeoutInMinutes ?? WEEK_IN_MINUTES;
  return startedAt && new Date(startedAt.getTime() + minutes * 60_000);
}

/**
 * Buttons are only as good as this. In PARALLEL mode the state does not list approvals, and the row is all there is;
 * elsewhere the state decides, since a row goes on saying InProgress when an update has killed its approval (recorded).
 */
function standingOf(
  structure: Pick<PipelineStructure, 'executionMode'>,
  state: PipelineState,
  row: ActionExecution | undefined,
  at: ApprovalAddress,
  until?: Date | undefined,
): Standing {
  const stage = state.stages.find(({ stageName }) => stageName === at.stageName);
  const action = stage?.actions.find(({ actionName }) => actionName === at.actionName);
  const isOurs = action?.actionExecutionId === at.token && stage?.pipelineExecutionId === at.pipelineExecutionId;
  if (isOurs && action.token !== undefined) return { kind: 'open' };
  if (isOurs && action.status !== row?.status && row?.status === 'InProgress') {
    return decided(action.status, action.updatedBy, action.summary, action.changedAt, until);
  }
  const isLagging = action?.actionExecutionId === undefined && stage?.pipelineExecutionId === at.pipelineExecutionId;
  const mayBeOpen = structure.executionMode === 'PARALLEL' || (isLagging && stage.status === 'InProgress');
  if (row?.status === 'InProgress') return { kind: mayBeOpen ? 'open' : 'gone' };
  const words = row?.output?.executionResult?.externalExecutionSummary;
  return decided(row?.status, row?.updatedBy, words, row?.lastUpdateTime, until);
}

function decided(
  status: string | undefined,
  by: string | undefined,
  words: string | undefined,
  at: Date | undefined,
  until: Date | undefined,
): Standing {
  if (status === 'Succeeded') return { kind: 'approved', by, words, at };
  if (status !== 'Failed') return { kind: 'gone' };
  // AWS names a person who rejects, and none for an approval that expired or was killed.
  if (by !== undefined) return { kind: 'rejected', by, words, at };
  return { kind: until && at && at >= until ? 'expired' : 'gone' };
}
