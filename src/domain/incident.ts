import type { Failure } from './failure.js';
import type { Named } from './subscription.js';

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

/** What repaired it; all but the time is missing when no event told of the success. */
export type Fix = Pick<Success, 'at'> & Partial<Success> & { revision?: string | undefined };

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
  /** The last success before it; 0 when there was none, undefined when nobody knows. */
  after?: number | undefined;
  /** Executions that failed in it. */
  executions: number;
  status: 'failed' | 'retrying' | 'fixed';
  fix?: Fix | undefined;
  branch?: string | undefined;
  mention?: Named | undefined;
  /** Whether the channel is shared with another company; `unknown` where Slack does not say. */
  hideLog: boolean | 'unknown';
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
  /** The latest, oldest first: an event may be so late that it belongs to one before the last. */
  incidents: Told[];
  /** Attempts of executions that are dealt with, the newest last. */
  seen: { pipelineExecutionId: string; attempt: number }[];
}

/** Where a slot is kept: one for each channel and pipeline, or, where every failure has its message, and execution. */
export interface SlotKey {
  region: string;
  pipelineName: string;
  channel: string;
  /** Set where each execution has its own. */
  pipelineExecutionId?: string | undefined;
}

/** What of an incident tells whether a success or a retry changes it. */
export type Broken = Pick<
  Incident,
  'pipelineExecutionId' | 'attempt' | 'startedAt' | 'failedAt' | 'status' | 'fix' | 'branch'
>;

/** A slot in which something may be open, or was until lately, and as much of it as tells what changes it. */
export interface OpenSlot {
  key: SlotKey;
  incidents: Broken[];
  /** Someone acts on it now, or left it in doubt: it may hold more. */
  unsettled: boolean;
}

/** The right to act on a slot until the lease runs out, and the slot as it was. */
export interface Claim {
  key: SlotKey;
  slot: Slot;
  holder: string;
  /** Milliseconds since 1970; then someone else may have the slot. */
  leaseUntil: number;
  /**
   * Set when someone before had the claim and did not say how it ended: since when (milliseconds since 1970) there may
   * be messages that the slot does not know of.
   */
  doubtSince?: number | undefined;
}

/** A message of ours that was found in a channel. */
export type Found = Pick<
  Told,
  'ts' | 'threadTs' | 'pipelineExecutionId' | 'attempt' | 'startedAt' | 'failedAt' | 'since'
>;

const SEEN_KEPT = 100;
const INCIDENTS_KEPT = 10;

/** Notes that a failure is dealt with: it may be delivered again. */
export function withSeen(slot: Slot, { pipelineExecutionId, attempt }: ExecutionNews): Slot {
  const newest = Math.max(attempt, attemptSeen(slot, pipelineExecutionId));
  const others = slot.seen.filter((one) => one.pipelineExecutionId !== pipelineExecutionId);
  return { ...slot, seen: [...others, { pipelineExecutionId, attempt: newest }].slice(-SEEN_KEPT) };
}

export const attemptSeen = (slot: Slot, pipelineExecutionId: string): number =>
  slot.seen.find((one) => one.pipelineExecutionId === pipelineExecutionId)?.attempt ?? 0;

/** Puts an incident in the place of the one with the same message. What a fixed one showed is hardly needed again. */
export function withIncident(slot: Slot, told: Told): Slot {
  const { failure, ...rest } = told;
  const kept: Told = told.fix ? rest : { ...rest, failure };
  const incidents = [...slot.incidents.filter(({ ts }) => ts !== told.ts), kept];
  return { ...slot, incidents: incidents.sort((one, other) => one.since - other.since).slice(-INCIDENTS_KEPT) };
}

export const withoutIncident = (slot: Slot, { ts }: Told): Slot => ({
  ...slot,
  incidents: slot.incidents.filter((one) => one.ts !== ts),
});
