/** After this the process ends, whatever is still in flight. */
const STOP_DEADLINE_MS = 15_000;

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

export interface Ending {
  /** Finishes what is in flight; is called once. */
  stop(because: string): Promise<void>;
  /** A promise that was rejected while nobody listened: a fault of ours, by which one interaction may be lost. */
  onRejection(reason: unknown): void;
  /** An exception that nobody caught: the process is stopped, since nobody knows what state it is in. */
  onException(error: unknown): void;
}

/**
 * Ends the process as it should end: on a signal gently and with exit code 0, after an exception that nobody caught with
 * 1. A second signal changes nothing, since supervisors and npm pass on what their child has heard as well.
 */
export function stopOnSignal({ stop, onRejection, onException }: Ending): void {
  let isStopping = false;
  const end = async (because: string, code: number) => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
    try {
      await stop(because);
      process.exit(code);
    } catch (error) {
      onException(error);
      process.exit(1);
    }
  };
  for (const signal of SIGNALS) process.on(signal, () => void end(signal, 0));
  process.on('unhandledRejection', onRejection);
  process.on('uncaughtException', (error) => {
    onException(error);
    void end('uncaughtException', 1);
  });
}
