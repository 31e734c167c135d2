/** Tells listeners of each value, and lets one wait for the next that fits. */
export interface Announcer<T> {
  announce(value: T): void;
  /** @returns A function that stops listening. */
  listen(listener: (value: T) => void): () => void;
  /**
   * The next announced value that matches.
   * @param timeoutMs After so many milliseconds it rejects, saying what was waited for.
   */
  next(match?: (value: T) => boolean, timeoutMs?: number): Promise<T>;
}

/** @param what What is announced, in words for the error of a wait in vain. */
export function createAnnouncer<T>(what: string): Announcer<T> {
  const listeners = new Set<(value: T) => void>();
  const listen = (listener: (value: T) => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return {
    announce(value) {
      for (const listener of [...listeners]) listener(value);
    },
    listen,
    next: (match = () => true, timeoutMs = 60_000) =>
      new Promise((resolve, reject) => {
        let others = 0;
        const timer = setTimeout(() => {
          stop();
          reject(new Error(`No such ${what} within ${timeoutMs} ms; there were ${others} others.`));
        }, timeoutMs);
        const stop = listen((value) => {
          if (!match(value)) {
            others += 1;
            return;
          }
          clearTimeout(timer);
          stop();
          resolve(value);
        });
      }),
  };
}
