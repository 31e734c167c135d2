import type { AwsProblemKind } from './aws-problem.js';
import type { Reason } from './reason.js';
import type { Revision } from './revision.js';

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
  /** Every source revision of the execution; texts are masked, and hold no e-mail address but `author.email`. */
  revisions: Revision[];
  /** The branch that the source action read, when it names one. */
  branch?: string | undefined;
  /** What started it, in AWS's words (`StartPipelineExecution`, `Webhook` …) and who or what. */
  trigger?: Trigger | undefined;
  log?: FailureLog | undefined;
  /** What could not be read. */
  unread: Unread[];
  failedAt?: Date | undefined;
}

export interface Trigger {
  type: string;
  /** Up to 1,024 characters: an ARN, or JSON text for a rollback. */
  detail?: string | undefined;
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

/** A stage, or an action of it. */
export interface Place {
  stageName: string;
  actionName?: string | undefined;
}

/** An action that failed, or a condition of a stage, which has no action. */
export interface FailedAction extends Place {
  actionExecutionId?: string | undefined;
  provider?: string | undefined;
  category?: string | undefined;
  /** Texts in it are masked and hold no e-mail address. */
  reason: Reason;
  /** The build or deployment, only where it is https. */
  url?: string | undefined;
  /** The attempts before this one on which this action failed too, in order. */
  failedBefore: number[];
}

/** What the first failed action with a log printed in the phase that failed. */
export interface FailureLog {
  /** Whose log it is. */
  of: Place & { actionExecutionId?: string | undefined };
  /** The last lines, oldest first, at most 50: without ANSI codes, frames and empty lines, secrets masked. */
  lines: string[];
  /** At most three of its lines that say what is wrong. */
  evidence: string[];
  /** How many secrets were masked in `lines`. */
  masked: number;
}

/** What could not be read, and why. */
export interface Unread {
  what: 'action' | 'attempts' | 'execution' | 'earlier executions' | 'condition' | 'build' | 'log';
  /** AWS did not answer; `not-found`: it knows no such thing; `none`: there is nothing to read. */
  why: AwsProblemKind | 'not-found' | 'none' | 'empty' | 'not-in-cloudwatch';
  /** The IAM action of the call. */
  permission?: string | undefined;
}
