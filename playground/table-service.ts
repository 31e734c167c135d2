/// <reference path="./dynalite.d.ts" />
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TableService {
  /** What `AWS_ENDPOINT_URL_DYNAMODB` takes. */
  url: string;
  /** Milliseconds added to every call. */
  latencyMs: number;
  /** Makes the table of deploy/pipeline-actions.yaml, under this name. */
  createTable(name: string, region: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a DynamoDB on a free port of the loopback address; it has no table yet.
 * @param onCall Hears the operation of each call, such as `GetItem`.
 * @param path The folder that keeps its data, for one process at a time; without one it is in memory.
 */
export async function startTableService(
  onCall: (operation: string) => void = () => {},
  path?: string,
): Promise<TableService> {
  // Imported here, so that importing index.ts stays quick for those who need no table.
  const { default: dynalite } = await import('dynalite');
  const server = dynalite({ ...(path && { path }), createTableMs: 0 });
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
    createTable: (name, region) => createTable(service.url, name, region),
    stop: () =>
      new Promise((resolve) => {
        // The engine's data is closed when this callback comes, not yet at the event `close`.
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return service;
}

async function createTable(endpoint: string, name: string, region: string): Promise<void> {
  const { CreateTableCommand, DynamoDBClient, waitUntilTableExists } = await import('@aws-sdk/client-dynamodb');
  const credentials = { accessKeyId: 'AKIDTABLE', secretAccessKey: 'table' };
  const client = new DynamoDBClient({ endpoint, region, credentials });
  const key = (attribute: string, type: 'HASH' | 'RANGE') => ({ AttributeName: attribute, KeyType: type });
  const index = {
    IndexName: 'by-channel',
    KeySchema: [key('channel', 'HASH'), key('pk', 'RANGE')],
    Projection: { ProjectionType: 'ALL' as const },
  };
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'channel'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
      GlobalSecondaryIndexes: [index],
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.05, maxDelay: 0.2 } as never, { TableName: name });
  client.destroy();
}
