/** `gone`: removed by a pipeline update, an abandoned run or a newer run; AWS does not say which. */
export type Standing =
  | { kind: 'open' }
  | { kind: 'approved' | 'rejected'; by?: string | undefined; words?: string | undefined; at?: Date | undefined }
  | { kind: 'expired' }
  | { kind: 'gone' };

/** One attempt of a manual approval; the token is its action execution id. */
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
  words?: string | undefined;
}

/**
 * `killed`: by a change of the pipeline. `ended`: its run was stopped or superseded, or the cause is unknown.
 * `withdrawn`: it may still wait, but the channel unsubscribed.
 */
export interface ApprovalOutcome {
  status: 'approved' | 'rejected' | 'expired' | 'killed' | 'ended' | 'withdrawn';
  by?: string | undefined;
  people?: string[] | undefined; // Slack ids of those who decided it from Slack
  words?: string | undefined;
  at?: number | undefined;
}

/** An approval as the facts have it, times in milliseconds since 1970. Without an outcome it is waiting. */
export interface ApprovalNow extends ApprovalPlace {
  startedAt?: number | undefined; // undefined when we saw only the event of its end
  votes?: string[] | undefined; // Slack ids of those who approved, where several must
  outcome?: ApprovalOutcome | undefined;
}

export interface PostedApproval extends ApprovalNow {
  ts: string;
  /** When to reply with a reminder, in milliseconds since 1970; undefined when done or not wanted. */
  remindAt?: number | undefined;
}

export const isApprovalFact = (fact: object): fact is ApprovalFact => 'token' in fact;
