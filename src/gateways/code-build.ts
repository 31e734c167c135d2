import { BatchGetBuildsCommand, type Build as BuildDetail, CodeBuildClient } from '@aws-sdk/client-codebuild';
import type { Build, LogPlace } from '../build.js';
import { callAws } from './call-aws.js';
import { createLogHabits } from './log-habits.js';
import { perRegion } from './per-region.js';

/** CodeBuild, in our words. What asks it throws AwsProblem and nothing else. */
export interface CodeBuild {
  /** Builds by id (`project:uuid`), at most 100 in one call; those that are not there are left out. */
  batchGetBuilds(ids: string[], region: string): Promise<Build[]>;
  /** Where a build's log most likely lies: where the last known build of its project had it. Asks nobody. */
  likelyLog(id: string, region: string): LogPlace | undefined;
}

/** @param config Settings for every client; the environment gives credentials and endpoint. */
export function createCodeBuild(config: ConstructorParameters<typeof CodeBuildClient>[0]): CodeBuild {
  const clientFor = perRegion((region) => new CodeBuildClient({ ...config, ...(region && { region }) }));
  const habits = createLogHabits();
  return {
    likelyLog: habits.likely,
    async batchGetBuilds(ids, region) {
      const output = await callAws('codebuild:BatchGetBuilds', (options) =>
        clientFor(region).send(new BatchGetBuildsCommand({ ids }), options),
      );
      const builds = (output.builds ?? []).map(toBuild);
      for (const build of builds) habits.learn(build, region);
      return builds;
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
