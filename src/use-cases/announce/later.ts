/** Not now: the event goes back to its queue and is worked on again after `seconds`, or when the queue thinks fit. */
export class Later extends Error {
  readonly seconds: number | undefined;

  constructor(because: string, seconds?: number, cause?: unknown) {
    super(because, { cause });
    this.name = 'Later';
    this.seconds = seconds;
  }
}
