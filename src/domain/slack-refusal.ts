/** Slack did not take a message. `code` is Slack's error (`invalid_blocks`, `expired_url`) or the network's. */
export class SlackRefusal extends Error {
  readonly code: string;
  constructor(code: string, cause?: unknown) {
    super(`Slack refused the message: ${code}`, { cause });
    this.name = 'SlackRefusal';
    this.code = code;
  }
}
