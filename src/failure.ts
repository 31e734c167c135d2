/** Why an execution failed, gathered from what AWS says of it; everything that could not be read is named, not hidden. */
export interface Failure {
  pipelineName: string;
  region: string;
  pipelineExecutionId: string;
  /** 1 for the first try of the execution; a retry of a stage counts up. */
  attempt: number;
  /** Every failed action of the newest attempt, the earliest failure first; empty when none could be read. */
  actions: FailedAction[];
  /** Failures in a row up to this one, this one included, and the last success before them. */
  streak: { count: number; lastSuccess?: Date | undefined } | undefined;
  /** Every source revision of the execution. */
  revisions: Revision[];
  /** What started it, in AWS's words (`StartPipelineExecution`, `Webhook` …) and who or what. */
  trigger?: { type: string; detail?: string | undefined } | undefined;
  /** The last lines of the first failed build, oldest first, without ANSI codes and with secrets masked. */
  log?: { lines: string[]; masked: number } | undefined;
  /** What could not be read, each a short noun phrase for one quiet line: `the log (no permission logs:GetLogEvents)`. */
  unread: string[];
  failedAt?: Date | undefined;
}

export interface FailedAction {
  stageName: string;
  actionName: string;
  provider?: string | undefined;
  category?: string | undefined;
  /** In this order: error message, external summary, failed build phase, reviewer's words. Undefined: AWS gave none. */
  reason?: string | undefined;
  code?: string | undefined;
  /** Set for a rejected approval: who said no. */
  rejectedBy?: string | undefined;
  /** The build or deployment, only where it is https. */
  url?: string | undefined;
  /** Attempts of this action before that failed too. */
  failedBefore: number;
}

export interface Revision {
  /** The artifact or source action. */
  name: string;
  id: string;
  summary?: string | undefined;
  url?: string | undefined;
  author?: { name?: string | undefined; email?: string | undefined } | undefined;
}
