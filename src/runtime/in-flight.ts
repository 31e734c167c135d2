/** Acknowledged but unfinished work, which a gentle stop waits for. */
export interface InFlight {
  run<T>(work: () => Promise<T>): Promise<T>;
  count(): number;
  /** Resolves when nothing is in flight or after `deadlineMs`; true when all was finished. */
  drained(deadlineMs: number): Promise<boolean>;
}

export function createInFlight(): InFlight {
  const running = new Set<Promise<unknown>>();
  return {
    run(work) {
      const promise = work();
      running.add(promise);
      const done = () => void running.delete(promise);
      promise.then(done, done);
      return promise;
    },
    count: () => running.size,
    async drained(deadlineMs) {
      const deadline = Date.now() + deadlineMs;
      while (running.size > 0 && Date.now() < deadline) {
        const timeout = new Promise((resolve) => setTimeout(resolve, deadline - Date.now()).unref());
        await Promise.race([Promise.allSettled(running), timeout]);
      }
      return running.size === 0;
    },
  };
}
