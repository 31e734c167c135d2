import type { FauxqsServer } from 'fauxqs';

export type QueueService = FauxqsServer;

/**
 * Starts an in-memory SQS on a free port; `createQueue` makes a queue. @param keepMessages Messages that `spy` keeps.
 */
export async function startQueueService(region: string, keepMessages = 100): Promise<QueueService> {
  // Imported late: most users of index.ts need no queue.
  const { startFauxqs } = await import('fauxqs');
  // The engine prefixes its host with `sqs.<region>.`, which few machines resolve; before an @ that is only a user
  // name.
  const host = 'local@127.0.0.1';
  return startFauxqs({
    port: 0,
    logger: false,
    host,
    defaultRegion: region,
    messageSpies: { bufferSize: keepMessages },
  });
}
