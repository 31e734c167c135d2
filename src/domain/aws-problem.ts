/**
 * Why AWS gave no answer, in our words; `not-listable`: our settings don't let this person ask;
 * `unknown-account`: they name no account of that alias. AWS's own message is
 * only the `cause`: it may hold tokens, account ids and ARNs.
 */
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

/** The code of a `not-listable` where Slack did not answer who is in a group. */
export const SLACK_SILENT = 'SlackDidNotSay';

interface More {
  clockAheadMs?: number | undefined;
  whom?: readonly string[];
  alias?: string | undefined;
}

export class AwsProblem extends Error {
  readonly kind: AwsProblemKind;
  readonly action: string;
  readonly code: string; // AWS's error name, safe to log
  /** For `wrong-clock`: milliseconds that our clock is ahead; negative when behind. Undefined when AWS gave no time. */
  readonly clockAheadMs: number | undefined;
  /** For `not-listable`: who may list it, such as `@pay-oncall`; empty when no one may. */
  readonly whom: readonly string[];
  /** The account that is unknown, or whose role could not be assumed. */
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

/** Whether the same question may succeed later without anyone changing anything. */
export const isPassing = (problem: unknown): problem is AwsProblem =>
  problem instanceof AwsProblem && PASSING.includes(problem.kind);
