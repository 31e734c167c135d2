export interface Build {
  id?: string | undefined; // `project:uuid`: the action's externalExecutionId
  /** The first phase that did not succeed, and the first of its contexts. */
  failedPhase?: { name?: string | undefined; code?: string | undefined; message?: string | undefined } | undefined;
  /** Absent before the build prints anything, or when its log goes elsewhere. */
  log?: LogPlace | undefined;
  logsToCloudWatch: boolean; // false when the project logs to Amazon S3 or not at all
}

/** A CodeBuild batch, which an action with `BatchEnabled` starts. */
export interface BuildBatch {
  id?: string | undefined;
  count: number;
  /** Builds that did not succeed, in the order of the batch; `name` is the name in the batch. */
  failed: { name: string; buildId?: string | undefined }[];
  failedPhase?: Build['failedPhase']; // a batch may fail before it starts a build
}

export interface LogPlace {
  group: string;
  stream: string;
}

/** One page of a log stream, oldest event first; an event may hold several lines. */
export interface LogPage {
  events: string[];
  /** Token for the events before these; AWS returns the same token at the start of the stream. */
  before?: string | undefined;
}
