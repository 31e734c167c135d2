/** Answered as `{"ok":false,"error":…}`, with notes in `response_metadata.messages`. */
export class SlackRefusal extends Error {
  readonly error: string;
  readonly notes: string[];
  /** More of the answer, such as `needed` and `provided` of `missing_scope`. */
  readonly details: Record<string, unknown>;

  constructor(error: string, notes: string[] = [], details: Record<string, unknown> = {}) {
    super([error, ...notes].join(' '));
    this.error = error;
    this.notes = notes;
    this.details = details;
  }
}
