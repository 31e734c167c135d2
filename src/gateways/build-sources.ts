import type { LogPlace } from '../domain/build.js';
import type { AwsSettings, awsClientConfig } from './call-aws.js';
import type { CloudWatchLogs } from './cloudwatch-logs.js';
import type { CodeBuild } from './code-build.js';
import { createLogHabits } from './log-habits.js';

/** What is known of builds. What asks AWS throws AwsProblem and nothing else. */
export interface BuildSources extends CodeBuild, CloudWatchLogs {
  /** Where a build's log most likely lies: where the last known build of its project had it. Asks nobody. */
  likelyLog(id: string, region: string): LogPlace | undefined;
}

/**
 * Builds and their logs. Their clients are read when the first of them is asked for, so that no start waits for them.
 * @param config Settings for every client; the environment gives credentials and endpoint.
 */
export function createBuildSources(config: typeof awsClientConfig & AwsSettings): BuildSources {
  let codeBuild: Promise<CodeBuild> | undefined;
  let logs: Promise<CloudWatchLogs> | undefined;
  const habits = createLogHabits();
  return {
    likelyLog: habits.likely,
    async batchGetBuilds(ids, region) {
      codeBuild ??= import('./code-build.js').then(({ createCodeBuild }) => createCodeBuild(config));
      const builds = await (await codeBuild).batchGetBuilds(ids, region);
      for (const build of builds) habits.learn(build, region);
      return builds;
    },
    async tailLog(...asked) {
      logs ??= import('./cloudwatch-logs.js').then(({ createCloudWatchLogs }) => createCloudWatchLogs(config));
      return (await logs).tailLog(...asked);
    },
  };
}
