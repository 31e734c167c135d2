/** Not now: the event goes back to its queue and is looked at again after `seconds`. */
export class RetryLater extends Error {
  readonly seconds: number;

  constructor(because: string, seconds: number, cause?: unknown) {
    super(because, { cause });
    this.name = 'RetryLater';
    this.seconds = seconds;
  }
}
