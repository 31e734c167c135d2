/**
 * Why Slack did not take a message. `channel-gone`: no message will arrive there again. `message-gone`: it was deleted.
 * `not-editable`: it stays as it is. `rate-limited`: wait `retryAfter` seconds. `refused`: this message is not allowed.
 * `not-sent`: nothing happened, try later. `unknown`: it may have been posted, so look before trying again.
 */
export type SlackProblemKind =
  | 'channel-gone'
  | 'message-gone'
  | 'not-editable'
  | 'rate-limited'
  | 'refused'
  | 'not-sent'
  | 'unknown';

export class SlackProblem extends Error {
  readonly kind: SlackProblemKind;
  readonly code: string; // Slack's error, such as `is_archived`, or the network's; safe to log
  readonly retryAfter: number;

  constructor(kind: SlackProblemKind, code: string, retryAfter = 0, cause?: unknown) {
    super(`Slack: ${code}`, { cause });
    this.name = 'SlackProblem';
    this.kind = kind;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}
