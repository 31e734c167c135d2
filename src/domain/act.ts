export const VERBS = ['approve', 'reject', 'retry', 'stop', 'roll-back'] as const;
export type Verb = (typeof VERBS)[number];

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

/** One attempt of a manual approval; a retry of the stage asks with a new token. */
export interface ApprovalAddress extends StageAddress {
  actionName: string;
  /** The action execution id, which AWS takes as the token (recorded; inferred for PARALLEL). */
  token: string;
}

export interface Operator {
  id: string;
  name: string;
}

/** An act as it was claimed, and its outcome. `at` is in milliseconds since 1970. */
export interface Act {
  verb: Verb;
  by: Operator;
  words: string;
  summary?: string | undefined; // what AWS was told: by it we know our own act again
  at: number;
  outcome?: 'done' | undefined; // absent while it is being done, or when its process died
  startedExecutionId?: string | undefined;
  earlier?: Act[] | undefined; // claims that it took over, any of which may have been done
}

/** An act as a message tells of it. `by` is Slack's id of the person. */
export type ActSummary = Pick<Act, 'verb' | 'at'> & { by: string };

/** The claim that AWS's words are of, if any: the act itself or one that it took over. */
export const claimWith = (summary: string | undefined, act: Act | undefined): Act | undefined =>
  act && [act, ...(act.earlier ?? [])].find((one) => one.summary && one.summary === summary);

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
 * The calls that change something. A refusal is an answer; anything else throws an AwsProblem, and where its kind says
 * that no answer came, the act may have been done.
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

/** A granted claim; ends when settled, withdrawn, or expired. */
export interface ActClaim {
  at: RunAddress;
  key: string;
  act: Act;
  holder: string;
  earlier: Act[]; // expired claims on the same act, oldest first: each may have been done
}
