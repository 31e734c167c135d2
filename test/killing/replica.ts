import { once } from 'node:events';
import { pino } from 'pino';
import { startBot } from '../../src/process/start-bot.js';
import { readConfig } from '../../src/runtime/config.js';
// Read with the rest: what is not loaded yet would be missing when a replica takes over.
import '../../src/process/start-announcing.js';

// The real bot as a process of its own, told everything through its settings, but quick to take over from a dead one.
// It waits until it is needed, since loading it takes longer than all that it does then.
process.send?.('loaded');
await once(process, 'message');
const { port } = await startBot({
  config: readConfig(process.env, true),
  log: pino({ level: process.env.REPLICA_LOG ?? 'silent' }),
  signal: new AbortController().signal,
  timings: { pollSeconds: 1, visibilitySeconds: 3, leaseMs: 3000, firstRetrySeconds: 1, actLeaseMs: 3000 },
});
process.send?.(port);
