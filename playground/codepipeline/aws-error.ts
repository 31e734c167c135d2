/** An error answer, thrown by an operation. */
export class AwsError extends Error {
  readonly status: number;

  /** @param message Left out when empty, as in InternalFailure. */
  constructor(name: string, message = '', status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }

  /** The bare name and a lower-case `message`. */
  toBody(): string {
    return JSON.stringify({ __type: this.name, ...(this.message && { message: this.message }) });
  }
}
