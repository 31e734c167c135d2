/** What a process uses; preloaded into the programs measured, which know nothing of it. */
export interface Usage {
  /** Bytes, after a garbage collection where the process was started with `--expose-gc`. */
  heapUsed: number;
  rss: number;
  /** CPU milliseconds since the start, user and system. */
  cpuMs: number;
}

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const usage: Usage = { heapUsed, rss, cpuMs: (user + system) / 1000 };
  process.send?.(usage);
});
// The channel alone must not keep a program alive that wants to stop.
process.channel?.unref();
