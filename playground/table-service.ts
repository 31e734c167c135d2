/// <reference path="./dynalite.d.ts" />
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TableService {
  /** What `AWS_ENDPOINT_URL_DYNAMODB` takes. */
  url: string;
  /** Milliseconds added to every call. */
  latencyMs: number;
  stop(): Promise<void>;
}

/**
 * Starts a DynamoDB in memory on a free port of the loopback address; it has no table yet.
 * @param onCall Hears the operation of each call, such as `GetItem`.
 */
export async function startTableService(onCall: (operation: string) => void = () => {}): Promise<TableService> {
  // Imported here, so that importing index.ts stays quick for those who need no table.
  const { default: dynalite } = await import('dynalite');
  const server = dynalite({ createTableMs: 0 });
  const [answer] = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    onCall(String(request.headers['x-amz-target']).replace(/.*\./, ''));
    if (service.latencyMs > 0) setTimeout(() => answer?.(request, response), service.latencyMs);
    else answer?.(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const service: TableService = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    latencyMs: 0,
    stop: () =>
      new Promise((resolve) => {
        // The engine's data is closed when this callback comes, not yet at the event `close`.
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return service;
}
