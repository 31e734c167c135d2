import type { FauxqsServer } from 'fauxqs';

export type QueueService = FauxqsServer;

/**
 * Starts an SQS in memory on a free port, without any queue; `createQueue` makes one and gives its URL.
 * @param keepMessages How many messages `spy` remembers.
 */
export async function startQueueService(region: string, keepMessages = 100): Promise<QueueService> {
  // Imported here, so that importing index.ts stays quick for those who need no queue.
  const { startFauxqs } = await import('fauxqs');
  // The engine puts `sqs.<region>.` before its host, a name that few machines resolve; before an @ it is only a user's name.
  const host = 'local@127.0.0.1';
  return startFauxqs({
    port: 0,
    logger: false,
    host,
    defaultRegion: region,
    messageSpies: { bufferSize: keepMessages },
  });
}
