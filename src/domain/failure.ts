import type { Revision } from './revision.js';

export type { Revision };

/** Why an execution failed, gathered from what AWS says of it; everything that could not be read is named, not hidden. */
export interface Failure {
  pipelineName: string;
  region: string;
  pipelineExecutionId: string;
  /** GetPipelineExecution's word at the time of reading (`Failed`, `InProgress` …); undefined when it was not readable. */
  status?: string | undefined;
  /** 1 for the first try of the execution; a retry of a stage counts up. */
  attempt: number;
  /** Every failed action of the newest attempt, the earliest failure first; empty when none could be read. */
  actions: FailedAction[];
  /** Undefined when the executions before this one could not be read. */
  streak?: Streak | undefined;
  /** Every source revision of the execution. */
  revisions: Revision[];
  /** The branch that the source action read, when it names one. */
  branch?: string | undefined;
  /** What started it, in AWS's words (`StartPipelineExecution`, `Webhook` …) and who or what. */
  trigger?: { type: string; detail?: string | undefined } | undefined;
  log?: FailureLog | undefined;
  /** What could not be read, each a short noun phrase for one quiet line: `the log (no permission logs:GetLogEvents)`. */
  unread: string[];
  failedAt?: Date | undefined;
}

/** Failures in a row up to this one; executions that neither failed nor succeeded are passed over. */
export interface Streak {
  /** This one included: 1 is the first failure after a success, or ever. */
  count: number;
  /** The success before is older than what was looked at, so there may have been more failures. */
  orMore: boolean;
  /** When the first failure of the row was, this one's own time left out where it is not known. */
  firstFailure?: Date | undefined;
  lastSuccess?: Date | undefined;
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
  /** The attempts before this one on which this action failed too, in order. */
  failedBefore: number[];
}

/** The last lines that the first failed build with a log printed. */
export interface FailureLog {
  /** Whose log it is: `Build › Compile`. */
  of: string;
  /** Oldest first, at most 15, without ANSI codes and with secrets masked. */
  lines: string[];
  /** How many secrets were masked in them. */
  masked: number;
}
