import { type RunAddress, runOf } from '../../domain/act.js';
import { newestAttempts } from '../../domain/action-execution.js';
import type { PipelineExecution } from '../../domain/pipeline-execution.js';
import type { Revision } from '../../domain/revision.js';
import { toChange } from '../failure/to-change.js';
import type { ActReads } from './ports.js';

export interface RunStage {
  execution: PipelineExecution;
  revisions: Revision[];
  /** Undefined before its first action. */
  stageName?: string | undefined;
  /** The newest attempts of the stage's actions, by how they stand; stopped ones count as failed. */
  failed: string[];
  running: string[];
  succeeded: string[];
  /** What tells this failure from the one that a retry may bring: the ids of what failed. */
  failedIds: string[];
}

/** @throws AwsProblem */
export async function readStage(reads: ActReads, at: RunAddress): Promise<RunStage> {
  const run = runOf(at);
  const { pipelineExecutionId, ...pipeline } = run;
  const [execution, page] = await Promise.all([
    reads.getPipelineExecution(run),
    reads.listActionExecutions({ ...pipeline, filter: { pipelineExecutionId }, maxResults: 100 }),
  ]);
  const rows = newestAttempts(page.actionExecutions);
  const stageName = (rows.find(({ status }) => status !== 'Succeeded') ?? rows[0])?.stageName;
  const here = rows.filter((row) => row.stageName === stageName);
  const named = (...statuses: string[]) =>
    here.filter(({ status }) => statuses.includes(status ?? '')).map(({ actionName = '' }) => actionName);
  const failed = here.filter(({ status }) => status === 'Failed' || status === 'Abandoned');
  return {
    execution,
    revisions: toChange(execution.revisions, page.actionExecutions, {}).revisions,
    stageName,
    failed: named('Failed', 'Abandoned'),
    running: named('InProgress'),
    succeeded: named('Succeeded'),
    failedIds: failed.flatMap(({ actionExecutionId = [] }) => actionExecutionId).sort(),
  };
}
