import { cpus, loadavg, totalmem } from 'node:os';

export function describeMachine(): string {
  const [cpu] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${cpu?.model.trim()}, ${gigabytes} GB, ${process.platform} ${process.arch}, Node.js ${process.version}`;
}

/** Load average of the last minute. */
export const loadNow = (): string => (loadavg()[0] ?? 0).toFixed(1);
