import type { AwsProblemKind } from './aws-problem.js';
import type { Reason } from './reason.js';
import type { Revision } from './revision.js';

/** Why an execution failed, as far as AWS says. `unread` lists what could not be read. */
export interface Failure {
  pipelineName: string;
  region: string;
  pipelineExecutionId: string;
  /** In AWS's words (`Failed`, `InProgress` …); undefined when it could not be read. */
  status?: string | undefined;
  attempt: number; // 1 for the first try; each retry of a stage adds one
  /** Failed actions of the newest attempt, the earliest failure first; may be empty. */
  actions: FailedAction[];
  streak?: Streak | undefined; // undefined where earlier executions were not read
  revisions: Revision[]; // texts are masked, and hold no e-mail address but `author.email`
  branch?: string | undefined; // the source action's branch, if it names one
  trigger?: Trigger | undefined; // in AWS's words (`StartPipelineExecution`, `Webhook` …)
  log?: FailureLog | undefined;
  unread: Unread[];
  failedAt?: Date | undefined;
}

export interface Trigger {
  type: string;
  detail?: string | undefined; // up to 1,024 characters: an ARN, or JSON for a rollback
}

/** Failures in a row up to this one; other endings than success and failure are skipped. */
export interface Streak {
  count: number; // including this one: 1 is the first failure
  /** The last success is older than the executions read, so there may be more failures. */
  orMore: boolean;
  firstFailure?: Date | undefined; // of the earlier failures in the row when this one's time is unknown
  lastSuccess?: Date | undefined;
}

export interface StageAction {
  stageName: string;
  actionName?: string | undefined;
}

/** A failed action, or a failed condition of a stage, which has no action. */
export interface FailedAction extends StageAction {
  actionExecutionId?: string | undefined;
  provider?: string | undefined;
  category?: string | undefined;
  reason: Reason; // masked, without e-mail addresses
  url?: string | undefined;
  /** Earlier attempts of this execution on which the action failed too, in order. */
  failedBefore: number[];
}

/** The log of the first failed action that has one, from the phase that failed. */
export interface FailureLog {
  of: StageAction & { actionExecutionId?: string | undefined };
  /** The last lines, oldest first, at most 50: no ANSI codes, empty lines or lines of CodeBuild itself; secrets masked. */
  lines: string[];
  evidence: string[]; // at most three of the lines that say what is wrong
  masked: number;
}

export interface Unread {
  what: 'action' | 'execution' | 'earlier executions' | 'condition' | 'build' | 'log';
  /** An AwsProblem, or: `not-found`: AWS has no such thing; `none`: there is nothing to read. */
  why: AwsProblemKind | 'not-found' | 'none' | 'empty' | 'not-in-cloudwatch';
  permission?: string | undefined;
}
