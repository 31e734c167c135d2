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

/** What a failure summary needs of a CodeBuild batch: an action with `BatchEnabled` starts one. */
export interface BuildBatch {
  /** `project:uuid`, as of a build. */
  id?: string | undefined;
  /** Builds it has started so far. */
  count: number;
  /** Those that did not succeed, in the order of the batch: the name in the batch, and the build's id. */
  failed: { name: string; buildId?: string | undefined }[];
  /** The first phase that did not succeed: a batch may fail before it has a build. */
  failedPhase?: Build['failedPhase'];
}

export interface LogPlace {
  group: string;
  stream: string;
}

/** One answer of a log stream, oldest event first; one event may hold several lines. */
export interface LogPage {
  events: string[];
  /** Leads to the events before these; the one that was sent comes back at the beginning of the stream. */
  before?: string | undefined;
}
