import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { checkTable, createTable, type Table } from './dynamo-table.js';
import { startEmbeddedTable } from './embedded-table.js';

const EMBEDDED_NAME = 'pipeline-actions';

export interface OpenTable {
  table: Table;
  close(): Promise<void>;
}

/**
 * The table of that name, or the one of the embedded engine in that folder: the same table, two engines.
 * @param endpoint Where other services are told to be is not where DynamoDB is: AWS_ENDPOINT_URL_DYNAMODB says that.
 * @throws TableProblem when there is no such table, or it has other keys.
 */
export async function openTable(
  place: { name: string } | { folder: string },
  { endpoint: _, ...config }: DynamoDBClientConfig,
  now: () => number,
): Promise<OpenTable> {
  if ('name' in place) {
    await checkTable(config, place.name);
    return { table: createTable(config, place.name, now), close: async () => {} };
  }
  const engine = await startEmbeddedTable(place.folder, EMBEDDED_NAME, config);
  return { table: createTable(engine.config, EMBEDDED_NAME, now), close: engine.stop };
}
