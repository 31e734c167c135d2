import type { Cause } from './cause.js';
import type { SourceRevision } from './pipeline-execution.js';
import type { Named, Subscription } from './subscription.js';

/** A pipeline. The same name in another account or region is another pipeline. */
export interface PipelineKey {
  /** Twelve digits; empty where nobody says. */
  account: string;
  region: string;
  pipelineName: string;
}

/** What an event says of one attempt of an execution. Times are milliseconds since 1970; `at` is in whole seconds. */
export interface Fact {
  pipelineExecutionId: string;
  /** 1 for the first try; each retry of a stage counts up. */
  attempt: number;
  /** `ended`: stopped or cancelled. */
  state: 'failed' | 'running' | 'succeeded' | 'ended';
  at: number;
  startedAt?: number | undefined;
  /** Only events of executions that a connection started name it. */
  branch?: string | undefined;
}

/** A failed attempt. */
export interface FailedAttempt {
  pipelineExecutionId: string;
  attempt: number;
  at: number;
  startedAt: number;
}

/** The success that ended an incident. */
export interface Fix {
  pipelineExecutionId: string;
  at: number;
  startedAt: number;
  /** `retry`: the failed execution itself, tried again. */
  by: 'retry' | 'same revision' | 'revision';
  revisions: SourceRevision[];
}

export type IncidentStatus = 'failed' | 'retrying' | 'fixed';

/** Failures that should stand in one message of a channel, as AWS's facts have it. */
export interface Incident {
  /** Oldest first; the message shows the last. */
  failures: FailedAttempt[];
  branch?: string | undefined;
  status: IncidentStatus;
  fix?: Fix | undefined;
  /** A rollback has succeeded since: what runs now, though the incident is open. */
  rolledBackTo?: SourceRevision[] | undefined;
  /** An event told of the failure shown: it is no older than its event. */
  isHeard: boolean;
  /** What asks for it. */
  subscription: Subscription;
}

/** A revision as a message names it. */
export interface ShortRevision {
  id: string;
  summary?: string | undefined;
}

/** An incident as a channel was told of it. */
export interface PostedIncident {
  /** Slack's id of the message. */
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
  /** The first failure. */
  since: number;
  branch?: string | undefined;
  status: IncidentStatus;
  cause: Cause;
  fix?: (Omit<Fix, 'revisions'> & { revision?: ShortRevision | undefined }) | undefined;
  rolledBackTo?: ShortRevision | undefined;
  mention?: Named | undefined;
}
