/** An answer that is an error: thrown by an operation, written by the server. */
export class AwsError extends Error {
  readonly status: number;

  /** @param message Left out of the answer when empty, as the service does with InternalFailure. */
  constructor(name: string, message = '', status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }

  /** The JSON body: the bare name and a lower-case `message`. */
  toBody(): string {
    return JSON.stringify({ __type: this.name, ...(this.message && { message: this.message }) });
  }
}
