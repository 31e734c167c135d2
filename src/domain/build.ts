/** What a failure summary needs of a CodeBuild build. */
export interface Build {
  /** `project:uuid`, which CodePipeline has as the action's externalExecutionId. */
  id?: string | undefined;
  /** The first phase that did not succeed, with the first words its contexts give. */
  failedPhase?: { name?: string | undefined; code?: string | undefined; message?: string | undefined } | undefined;
  /** Where the log lies in CloudWatch Logs; absent before the build has printed anything, or when it goes elsewhere. */
  log?: LogPlace | undefined;
  /** False when the project writes no log to CloudWatch Logs: to Amazon S3, or none at all. */
  logsToCloudWatch: boolean;
}

export interface LogPlace {
  group: string;
  stream: string;
}
