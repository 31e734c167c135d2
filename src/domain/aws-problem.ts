/** Why there is no answer of AWS's, in our words; `not-listable`: our own settings don't let this person ask; `unknown-account`: they name no account of that alias. What AWS wrote is only the `cause`: it holds tokens, account ids and ARNs. */
export const AWS_PROBLEMS = [
  'not-listable',
  'unknown-account',
  'pipeline-not-found',
  'execution-not-found',
  'invalid-token',
  'invalid-request',
  'access-denied',
  'no-credentials',
  'wrong-clock',
  'throttled',
  'timed-out',
  'unreachable',
  'service-fault',
] as const;
export type AwsProblemKind = (typeof AWS_PROBLEMS)[number];

/** The code of a `not-listable` for which Slack did not say who belongs to a group. */
export const SLACK_SILENT = 'SlackDidNotSay';

interface More {
  clockAheadMs?: number | undefined;
  whom?: readonly string[];
  alias?: string | undefined;
}

export class AwsProblem extends Error {
  readonly kind: AwsProblemKind;
  /** The IAM action the call needs, such as `codepipeline:ListActionExecutions`. */
  readonly action: string;
  /** AWS's error name, safe to log. */
  readonly code: string;
  /** For `wrong-clock`, where AWS told its time: how far ours is ahead, in milliseconds; negative when it is behind. */
  readonly clockAheadMs: number | undefined;
  /** For `not-listable`: who may ask, in words such as `@pay-oncall`; empty: nobody may. */
  readonly whom: readonly string[];
  /** The account whose role could not be taken on, or that nobody knows. */
  readonly alias: string | undefined;

  constructor(kind: AwsProblemKind, action: string, code: string, cause: unknown, more: More = {}) {
    super(`${action}: ${code}`, { cause });
    this.name = 'AwsProblem';
    this.kind = kind;
    this.action = action;
    this.code = code;
    this.clockAheadMs = more.clockAheadMs;
    this.whom = more.whom ?? [];
    this.alias = more.alias;
  }
}

const PASSING: readonly AwsProblemKind[] = [
  'throttled',
  'timed-out',
  'unreachable',
  'service-fault',
  'no-credentials',
  'wrong-clock',
];

/** Whether AWS may answer the same question later, when nobody has changed anything. */
export const isPassing = (problem: unknown): problem is AwsProblem =>
  problem instanceof AwsProblem && PASSING.includes(problem.kind);
