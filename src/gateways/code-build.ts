import {
  type BuildBatch as BatchDetail,
  BatchGetBuildBatchesCommand,
  BatchGetBuildsCommand,
  type Build as BuildDetail,
  CodeBuildClient,
} from '@aws-sdk/client-codebuild';
import type { Build, BuildBatch } from '../domain/build.js';
import { callAws } from './call-aws.js';
import { type InAccounts, perRegion } from './per-region.js';

/** All methods throw AwsProblem and nothing else. */
export interface CodeBuild {
  /** At most 100 ids (`project:uuid`); unknown ones are left out. */
  batchGetBuilds(ids: string[], region: string): Promise<Build[]>;
  /** At most 100 ids (`project:uuid`); unknown ones are left out. */
  batchGetBuildBatches(ids: string[], region: string): Promise<BuildBatch[]>;
}

/** @param config For every client; the environment gives credentials and endpoint. */
export function createCodeBuild(config: ConstructorParameters<typeof CodeBuildClient>[0] & InAccounts): CodeBuild {
  const clientFor = perRegion(config, (where) => new CodeBuildClient({ ...config, ...where }));
  return {
    async batchGetBuilds(ids, region) {
      const output = await callAws('codebuild:BatchGetBuilds', (options) =>
        clientFor(region).send(new BatchGetBuildsCommand({ ids }), options),
      );
      return (output.builds ?? []).map(toBuild);
    },
    async batchGetBuildBatches(ids, region) {
      const output = await callAws('codebuild:BatchGetBuildBatches', (options) =>
        clientFor(region).send(new BatchGetBuildBatchesCommand({ ids }), options),
      );
      return (output.buildBatches ?? []).map(toBatch);
    },
  };
}

function toBuild({ id, phases, logs }: BuildDetail): Build {
  return {
    id,
    ...failedPhaseOf(phases),
    ...(logs?.groupName && logs.streamName && { log: { group: logs.groupName, stream: logs.streamName } }),
    logsToCloudWatch: logs?.cloudWatchLogs?.status !== 'DISABLED',
  };
}

function toBatch({ id, phases, buildGroups = [] }: BatchDetail): BuildBatch {
  const failed = buildGroups.flatMap(({ identifier, currentBuildSummary: build }) =>
    hasFailed(build?.buildStatus) ? { name: identifier ?? '', buildId: build?.arn?.split('/').at(-1) } : [],
  );
  return { id, count: buildGroups.length, failed, ...failedPhaseOf(phases) };
}

const hasFailed = (status: string | undefined) =>
  status !== undefined && status !== 'SUCCEEDED' && status !== 'IN_PROGRESS';

type Phases = BuildDetail['phases'] | BatchDetail['phases'];

function failedPhaseOf(phases: Phases = []): Pick<Build, 'failedPhase'> {
  const failed = phases.find(({ phaseStatus }) => hasFailed(phaseStatus));
  if (!failed) return {};
  const context = failed.contexts?.find(({ message }) => message);
  return { failedPhase: { name: failed.phaseType, code: context?.statusCode, message: context?.message } };
}
