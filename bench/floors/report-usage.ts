/** A process's resources; this file is preloaded into the measured programs. */
export interface Usage {
  /** Bytes, after a garbage collection with `--expose-gc`. */
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
// The channel must not keep alive a program that wants to stop.
process.channel?.unref();
