import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { CHANNEL_INDEX } from './dynamo-table.js';

export interface EmbeddedTable {
  /** Where the engine is: settings for a client of it. */
  config: DynamoDBClientConfig;
  stop(): Promise<void>;
}

/**
 * A DynamoDB engine inside this process, its data in a folder; creates the table when there is none.
 * It serves one process: a second one on the same folder fails to open it.
 */
export async function startEmbeddedTable(
  folder: string,
  name: string,
  config: DynamoDBClientConfig,
): Promise<EmbeddedTable> {
  const path = join(folder, 'table');
  await mkdir(path, { recursive: true });
  const { default: dynalite } = await import('dynalite');
  const server = dynalite({ path, createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const here = {
    ...config,
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'embedded', secretAccessKey: 'embedded' },
  };
  await createAppTable(here, name);
  return {
    config: here,
    // The event `close` comes before the data is closed; the callback comes after it.
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Creates the table with the keys and the index that `checkTable` asks for, unless there is one. */
export async function createAppTable(config: DynamoDBClientConfig, name: string): Promise<void> {
  const client = new DynamoDBClient(config);
  const key = (attribute: string, type: 'HASH' | 'RANGE') => ({ AttributeName: attribute, KeyType: type });
  try {
    await client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'sk', 'channel'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
        GlobalSecondaryIndexes: [
          {
            IndexName: CHANNEL_INDEX,
            KeySchema: [key('channel', 'HASH'), key('pk', 'RANGE')],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.05, maxDelay: 0.2 } as never, { TableName: name });
  client.destroy();
}
