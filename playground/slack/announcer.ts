/** Passes each value to listeners, and lets callers wait for a matching one. */
export interface Announcer<T> {
  announce(value: T): void;
  /** @returns A function that stops listening. */
  listen(listener: (value: T) => void): () => void;
  /** The next matching value. @param timeoutMs Then it rejects, saying what was expected. */
  next(match?: (value: T) => boolean, timeoutMs?: number): Promise<T>;
}

/** @param what What is announced, for the error of a timeout. */
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
    next: (match = () => true, timeoutMs = 240_000) =>
      new Promise((resolve, reject) => {
        let others = 0;
        const timer = setTimeout(() => {
          stop();
          reject(new Error(`No such ${what} within ${timeoutMs} ms; there were ${others} others.`));
        }, timeoutMs).unref();
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
