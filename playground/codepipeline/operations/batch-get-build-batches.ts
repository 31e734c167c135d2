import { partitionOf } from '../account/arns.js';
import { failedPhase } from '../account/failed-phase.js';
import { batchBuildId, isBatch, type Work } from '../account/work-index.js';
import type { InputOf } from '../constraints.js';
import { type Context, seconds } from './context.js';

/** Batches that CodeBuild actions with `BatchEnabled` started; others are listed as not found. */
export function batchGetBuildBatches({ account, region }: Context, input: InputOf<'BatchGetBuildBatches'>) {
  const found = new Map<string, Work>();
  for (const id of input.ids) {
    const work = account.work.byExternalId(id);
    const isIts = work?.row.output.executionResult?.externalExecutionId === id && work.row.input.region === region;
    if (work && isIts && isBatch(work.row)) found.set(id, work);
  }
  const buildBatches = [...found].map(([id, work]) => toBatch(id, work, account.id));
  return { buildBatches, buildBatchesNotFound: input.ids.filter((id) => !found.has(id)) };
}

const PASSED = ['linux_small', 'linux_arm'];

function toBatch(id: string, { row, failedBuilds = [] }: Work, accountId: string) {
  const { region } = row.input;
  const arn = (kind: string, of: string) => `arn:${partitionOf(region)}:codebuild:${region}:${accountId}:${kind}/${of}`;
  const failed = failedPhase(row);
  const status = failed ? 'FAILED' : row.status === 'InProgress' ? 'IN_PROGRESS' : 'SUCCEEDED';
  const group = (identifier: string, buildStatus: string, index: number) => ({
    identifier,
    dependsOn: [],
    ignoreFailure: false,
    currentBuildSummary: {
      arn: arn('build', batchBuildId(id, index)),
      requestedOn: seconds(row.startTime),
      buildStatus,
    },
  });
  return {
    id,
    arn: arn('build-batch', id),
    startTime: seconds(row.startTime),
    buildBatchStatus: status,
    projectName: id.split(':')[0],
    phases: [
      { phaseType: 'SUBMITTED', phaseStatus: 'SUCCEEDED', startTime: seconds(row.startTime) },
      { phaseType: 'IN_PROGRESS', phaseStatus: status, contexts: [{ statusCode: '', message: '' }] },
    ],
    buildGroups: [
      ...failedBuilds.map((name, index) => group(name, 'FAILED', index)),
      ...PASSED.map((name, index) => group(name, 'SUCCEEDED', failedBuilds.length + index)),
    ],
    complete: row.status !== 'InProgress',
  };
}
