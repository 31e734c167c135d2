/** Why AWS did not answer, in our words. What AWS wrote is only the `cause`: it holds tokens, account ids and ARNs. */
export const AWS_PROBLEMS = [
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

export class AwsProblem extends Error {
  readonly kind: AwsProblemKind;
  /** The IAM action the call needs, such as `codepipeline:ListActionExecutions`. */
  readonly action: string;
  /** AWS's error name, safe to log. */
  readonly code: string;
  /** For `wrong-clock`, where AWS told its time: how far ours is ahead, in milliseconds; negative when it is behind. */
  readonly clockAheadMs: number | undefined;

  constructor(kind: AwsProblemKind, action: string, code: string, cause: unknown, clockAheadMs?: number) {
    super(`${action}: ${code}`, { cause });
    this.name = 'AwsProblem';
    this.kind = kind;
    this.action = action;
    this.code = code;
    this.clockAheadMs = clockAheadMs;
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
