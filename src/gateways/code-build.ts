import { BatchGetBuildsCommand, type Build as BuildDetail, CodeBuildClient } from '@aws-sdk/client-codebuild';
import type { Build } from '../domain/build.js';
import { callAws } from './call-aws.js';
import { perRegion } from './per-region.js';

/** CodeBuild, in our words. Every method throws AwsProblem and nothing else. */
export interface CodeBuild {
  /** Builds by id (`project:uuid`), at most 100 in one call; those that are not there are left out. */
  batchGetBuilds(ids: string[], region: string): Promise<Build[]>;
}

/** @param config Settings for every client; the environment gives credentials and endpoint. */
export function createCodeBuild(config: ConstructorParameters<typeof CodeBuildClient>[0]): CodeBuild {
  const clientFor = perRegion((region) => new CodeBuildClient({ ...config, ...(region && { region }) }));
  return {
    async batchGetBuilds(ids, region) {
      const output = await callAws('codebuild:BatchGetBuilds', (options) =>
        clientFor(region).send(new BatchGetBuildsCommand({ ids }), options),
      );
      return (output.builds ?? []).map(toBuild);
    },
  };
}

function toBuild({ id, phases = [], logs }: BuildDetail): Build {
  const failed = phases.find(({ phaseStatus }) => phaseStatus && !['SUCCEEDED', 'IN_PROGRESS'].includes(phaseStatus));
  const context = failed?.contexts?.find(({ message }) => message);
  return {
    id,
    ...(failed && { failedPhase: { name: failed.phaseType, code: context?.statusCode, message: context?.message } }),
    ...(logs?.groupName && logs.streamName && { log: { group: logs.groupName, stream: logs.streamName } }),
    logsToCloudWatch: logs?.cloudWatchLogs?.status !== 'DISABLED',
  };
}
