import type { Failure } from '../../failure.js';

/** What an event tells of an execution. Times are milliseconds since 1970. */
export interface ExecutionNews {
  state: 'FAILED' | 'SUCCEEDED' | 'RESUMED';
  pipelineName: string;
  region: string;
  pipelineExecutionId: string;
  /** 1 for the first try; each retry of a stage counts up. */
  attempt: number;
  /** When it came to that, in whole seconds: EventBridge gives no more. */
  at: number;
  startedAt: number;
  /** Only executions that a connection started say these. */
  branch?: string | undefined;
  authorEmail?: string | undefined;
}

/** A success, as far as later or belated failures need to know of it. */
export interface Success {
  pipelineExecutionId: string;
  attempt: number;
  at: number;
  startedAt: number;
  branch?: string | undefined;
}

/** Someone who can be named in a message. */
export type Named = { kind: 'user' | 'group'; id: string };

/**
 * Failures that a channel was told of in one message: those of one execution, or, where it hears only of what is newly
 * broken, all from one success of the pipeline to the next. The message shows the newest of them.
 */
export interface Incident {
  pipelineName: string;
  region: string;
  /** The execution that the message shows. */
  pipelineExecutionId: string;
  attempt: number;
  startedAt: number;
  failedAt: number;
  /** The first failure. */
  since: number;
  /** The last success before it, where one is known. */
  after?: number | undefined;
  /** Executions that failed in it. */
  executions: number;
  status: 'failed' | 'retrying' | 'fixed';
  fix?: (Success & { revision?: string | undefined }) | undefined;
  branch?: string | undefined;
  mention?: Named | undefined;
  /** The channel is shared with another company. */
  hideLog: boolean;
  /** What the message shows; absent when whoever posted it died before it was recorded. */
  failure?: Failure | undefined;
}

/** An incident and the message that tells of it. */
export interface Told extends Incident {
  ts: string;
  /** Set when the message stands in a digest's thread. */
  threadTs?: string | undefined;
}

/** All that is remembered of what a channel was told of a pipeline. */
export interface Slot {
  incident?: Told | undefined;
  /** Attempts of executions that are dealt with, the newest last. */
  seen: { pipelineExecutionId: string; attempt: number }[];
}

const SEEN_KEPT = 100;

/** Notes that a failure is dealt with: it may be delivered again. */
export function withSeen(slot: Slot, { pipelineExecutionId, attempt }: ExecutionNews): Slot {
  const others = slot.seen.filter((one) => one.pipelineExecutionId !== pipelineExecutionId);
  return { ...slot, seen: [...others, { pipelineExecutionId, attempt }].slice(-SEEN_KEPT) };
}

export const attemptSeen = (slot: Slot, pipelineExecutionId: string): number =>
  slot.seen.find((one) => one.pipelineExecutionId === pipelineExecutionId)?.attempt ?? 0;
