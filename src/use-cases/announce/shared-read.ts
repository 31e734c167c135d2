/**
 * A read that many ask for at about the same time. One call serves all who asked before it began, so everyone gets what
 * was true after they asked, and a hundred of them cost a few calls.
 */
export function sharedRead<T>(read: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  return () => {
    next ??= running.then(() => {
      const started = read();
      running = started.catch(() => {});
      next = undefined;
      return started;
    });
    return next;
  };
}
