/** `gone`: a pipeline update, an abandoned run or a newer run took it away; AWS does not say which. */
export type Standing =
  | { kind: 'open' }
  | { kind: 'approved' | 'rejected'; by?: string | undefined; words?: string | undefined; at?: Date | undefined }
  | { kind: 'expired' }
  | { kind: 'gone' };

/** One attempt of a manual approval within its pipeline; the token is its action execution id. */
export interface ApprovalPlace {
  pipelineExecutionId: string;
  stageName: string;
  actionName: string;
  token: string;
}

/** What an event says of an approval. `at` is in milliseconds since 1970, in whole seconds. */
export interface ApprovalFact extends ApprovalPlace {
  state: 'started' | 'succeeded' | 'failed' | 'canceled' | 'abandoned';
  at: number;
  /** The reviewer's. */
  words?: string | undefined;
}

/**
 * `killed`: by a change of the pipeline. `ended`: its run was stopped or overtaken, or nobody can tell. `withdrawn`: it
 * may wait still, and the channel does not want to know.
 */
export interface ApprovalOutcome {
  status: 'approved' | 'rejected' | 'expired' | 'killed' | 'ended' | 'withdrawn';
  /** The ARN of whoever decided. */
  by?: string | undefined;
  /** Slack's ids of those who decided it from here. */
  people?: string[] | undefined;
  words?: string | undefined;
  /** Milliseconds since 1970. */
  at?: number | undefined;
}

/** An approval as the facts have it; without an outcome it waits. */
export interface ApprovalNow extends ApprovalPlace {
  /** Milliseconds since 1970; undefined where only its end was heard of. */
  startedAt?: number | undefined;
  /** Slack's ids of those who have approved so far, where several must. */
  votes?: string[] | undefined;
  outcome?: ApprovalOutcome | undefined;
}

/** A card as a channel was told. */
export interface PostedApproval extends ApprovalNow {
  /** Slack's id of the message. */
  ts: string;
  /** When its thread is reminded, in milliseconds since 1970; undefined once that is done, or not wished for. */
  remindAt?: number | undefined;
}

export const isApprovalFact = (fact: object): fact is ApprovalFact => 'token' in fact;
