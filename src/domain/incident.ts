import type { ActSummary } from './act.js';
import type { Cause } from './cause.js';
import type { SourceRevision } from './pipeline-execution.js';
import type { Named, Subscription } from './subscription.js';

/** The same name in another account or region is another pipeline. */
export interface PipelineKey {
  account: string; // twelve digits; empty when unknown
  region: string;
  pipelineName: string;
}

/** One change of an attempt, from an event. `at` is in milliseconds since 1970, rounded to seconds. */
export interface Fact {
  pipelineExecutionId: string;
  attempt: number; // 1 for the first try; each retry of a stage adds one
  state: 'failed' | 'running' | 'succeeded' | 'ended';
  at: number;
  startedAt?: number | undefined;
  branch?: string | undefined; // only in events of executions that a connection started
}

export interface FailedAttempt {
  pipelineExecutionId: string;
  attempt: number;
  at: number;
  startedAt: number;
}

export interface Fix {
  pipelineExecutionId: string;
  at: number;
  startedAt: number;
  by: 'retry' | 'same revision' | 'revision'; // `retry`: a retry of the failed execution itself
  revisions: SourceRevision[];
}

export type IncidentStatus = 'failed' | 'retrying' | 'fixed';

/** Failures that one message in a channel should show, according to AWS. */
export interface Incident {
  failures: FailedAttempt[];
  branch?: string | undefined;
  status: IncidentStatus;
  fix?: Fix | undefined;
  /** Set when a rollback succeeded since; the incident is still open. */
  rolledBackTo?: SourceRevision[] | undefined;
  act?: ActSummary | undefined; // the last thing done from Slack about the failure shown
  isHeard: boolean; // the failure shown is known from an event
  subscription: Subscription;
}

export interface ShortRevision {
  id: string;
  summary?: string | undefined;
}

/** An incident as a message in a channel shows it. */
export interface PostedIncident {
  ts: string;
  /** Set when it stands in a digest's thread. */
  threadTs?: string | undefined;
  /** Someone has deleted the message: another failure is told anew. */
  isDeleted?: boolean | undefined;
  /** The log of what it shows is not in its thread yet. */
  isLogDue?: boolean | undefined;
  /** Executions that failed in it, each with its last failed attempt that is known. */
  executions: { pipelineExecutionId: string; attempt: number }[];
  shown: FailedAttempt;
  since: number;
  branch?: string | undefined;
  status: IncidentStatus;
  cause: Cause;
  fix?: (Omit<Fix, 'revisions'> & { revision?: ShortRevision | undefined }) | undefined;
  rolledBackTo?: ShortRevision | undefined;
  act?: ActSummary | undefined;
  mention?: Named | undefined;
}
