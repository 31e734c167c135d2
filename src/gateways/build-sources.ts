import type { AwsSettings, awsClientConfig } from './call-aws.js';
import type { CloudWatchLogs } from './cloudwatch-logs.js';
import type { CodeBuild } from './code-build.js';
import type { InAccounts } from './per-region.js';

/** All methods throw AwsProblem and nothing else. */
export interface BuildSources extends CodeBuild, CloudWatchLogs {}

/** Loads its SDK clients on first use, to keep them out of the start. */
export function createBuildSources(config: typeof awsClientConfig & AwsSettings & InAccounts): BuildSources {
  let codeBuild: Promise<CodeBuild> | undefined;
  let logs: Promise<CloudWatchLogs> | undefined;
  const builds = () => {
    codeBuild ??= import('./code-build.js').then(({ createCodeBuild }) => createCodeBuild(config));
    return codeBuild;
  };
  return {
    batchGetBuilds: async (...asked) => (await builds()).batchGetBuilds(...asked),
    batchGetBuildBatches: async (...asked) => (await builds()).batchGetBuildBatches(...asked),
    async tailLog(...asked) {
      logs ??= import('./cloudwatch-logs.js').then(({ createCloudWatchLogs }) => createCloudWatchLogs(config));
      return (await logs).tailLog(...asked);
    },
  };
}
