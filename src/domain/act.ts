/** What an operator can do from Slack. */
export const VERBS = ['approve', 'reject', 'retry', 'stop', 'roll-back'] as const;
export type Verb = (typeof VERBS)[number];

/** A run of a pipeline. */
export interface RunAddress {
  pipelineName: string;
  region: string;
  pipelineExecutionId: string;
}

/** The run that an address is in, without what else it names. */
export const runOf = ({ pipelineName, region, pipelineExecutionId }: RunAddress): RunAddress => ({
  pipelineName,
  region,
  pipelineExecutionId,
});

export interface StageAddress extends RunAddress {
  stageName: string;
}

/** One attempt of a manual approval: a retry that asks again is another one. */
export interface ApprovalAddress extends StageAddress {
  actionName: string;
  /** Its action execution id, which AWS takes as the token (facts: recorded, and inferred for PARALLEL). */
  token: string;
}

/** Who acts: a person of our own team. */
export interface Operator {
  id: string;
  name: string;
}

/** An act as it was claimed, and what came of it. */
export interface Act {
  verb: Verb;
  by: Operator;
  /** What the operator wrote; may be empty. */
  words: string;
  /** What AWS was to keep of it: by this its own account of what was done is known as ours. */
  summary?: string | undefined;
  /** Milliseconds since 1970. */
  at: number;
  /** Absent while it is being done, or when nobody came to say. */
  outcome?: 'done' | undefined;
  /** Of a roll back, the execution that AWS started. */
  startedExecutionId?: string | undefined;
}

/** Why AWS did not do it. */
export type ActRefusal =
  | 'answered'
  | 'out-of-date'
  | 'nothing-to-retry'
  | 'newer-run'
  | 'busy'
  | 'too-many-runs'
  | 'not-running'
  | 'stopping-already'
  | 'pipeline-changed'
  | 'cannot-roll-back'
  | 'not-there';

/** AWS's answer to an act, with its request id for the log. */
export type ActAnswer =
  | { kind: 'done'; requestId?: string | undefined; startedExecutionId?: string | undefined }
  | { kind: 'refused'; why: ActRefusal; code: string; requestId?: string | undefined };

/**
 * The calls that change something. A refusal of the service's is an answer; everything else is an AwsProblem, after
 * which it may have been done nevertheless where its kind says that no answer came.
 */
export interface PipelineActs {
  /** @param summary At most 512 UTF-16 units. */
  putApprovalResult(at: ApprovalAddress, status: 'Approved' | 'Rejected', summary: string): Promise<ActAnswer>;
  retryStage(at: StageAddress, mode: 'FAILED_ACTIONS' | 'ALL_ACTIONS'): Promise<ActAnswer>;
  /** @param reason At most 200 UTF-16 units. */
  stopExecution(at: RunAddress, abandon: boolean, reason: string): Promise<ActAnswer>;
  /** @param at Its execution is the one whose revisions the stage goes back to. */
  rollBackStage(at: StageAddress): Promise<ActAnswer>;
}

/** A claim that was granted; it ends when it is settled or withdrawn, or by itself. */
export interface ActClaim {
  at: RunAddress;
  /** What is acted upon, within the execution. */
  key: string;
  act: Act;
  holder: string;
  /** A claim before this one ended by itself, so its act may have been done. */
  earlier?: Act | undefined;
}
