const STOP_DEADLINE_MS = 15_000; // the process ends after this, whatever is in flight

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

export interface Ending {
  /** Finishes what is in flight; called once. */
  stop(because: string): Promise<void>;
  /** An unhandled rejection is a bug, but costs one interaction at most. */
  onRejection(reason: unknown): void;
  /** After an uncaught exception the process stops, since its state is unknown. */
  onException(error: unknown): void;
}

/**
 * Exits with 0 after a signal, with 1 after an uncaught exception. A second signal changes nothing: supervisors and npm
 * both pass on the same one.
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
