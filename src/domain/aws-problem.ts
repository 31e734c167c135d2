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

/** What passes by itself: the same call may succeed later. */
const PASSING: AwsProblemKind[] = ['throttled', 'timed-out', 'unreachable', 'service-fault'];

export const isPassing = (error: unknown): error is AwsProblem =>
  error instanceof AwsProblem && PASSING.includes(error.kind);
