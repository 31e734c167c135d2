import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { awsClientConfig } from '../../src/gateways/call-aws.js';
import { checkTable, createTable, type Item } from '../../src/gateways/dynamo-table.js';
import { type EmbeddedTable, startEmbeddedTable } from '../../src/gateways/embedded-table.js';
import { openTable } from '../../src/gateways/open-table.js';

const CONFIG = { ...awsClientConfig, region: 'eu-west-1' };
let folder: string;
let engine: EmbeddedTable;
let clock = 1_000_000_000_000;
const table = () => createTable(engine.config, 'test-table', () => clock);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'table-'));
  engine = await startEmbeddedTable(folder, 'test-table', CONFIG);
});
afterEach(async () => {
  await engine.stop();
  await rm(folder, { recursive: true });
});

test('what is kept survives the engine', async () => {
  const item: Item = { pk: 'p', sk: 's', channel: 'C1', list: [{ at: 1 }] };
  await table().put(item);
  await engine.stop();
  engine = await startEmbeddedTable(folder, 'test-table', CONFIG);
  expect(await table().get('p', 's')).toEqual(item);
  expect(await table().queryChannel('C1')).toEqual([item]);
});

test('what has expired is passed over, though the engine still has it', async () => {
  const ttl = clock / 1000 + 60;
  await table().put({ pk: 'p', sk: 'old', ttl });
  await table().put({ pk: 'p', sk: 'new' });
  expect((await table().query('p')).map(({ sk }) => sk)).toEqual(['new', 'old']);
  clock += 61_000;
  expect((await table().query('p')).map(({ sk }) => sk)).toEqual(['new']);
  expect(await table().get('p', 'old')).toBeUndefined();
  const change = { update: 'SET #seen = :seen', values: { seen: 1 }, returns: 'before' as const };
  expect(await table().update('p', 'old', change)).toBeUndefined();
});

test('of twenty who claim at the same time one gets it', async () => {
  const claims = await Promise.all(
    Array.from({ length: 20 }, (_, holder) =>
      table().update('p', 's', {
        update: 'SET #holder = :holder',
        onlyIf: 'attribute_not_exists(#holder)',
        values: { holder },
      }),
    ),
  );
  expect(claims.filter((claim) => claim !== 'refused')).toHaveLength(1);
});

test('a partition of more than a megabyte is read whole', async () => {
  const filler = 'x'.repeat(300_000);
  for (let index = 0; index < 5; index += 1) await table().put({ pk: 'p', sk: String(index), filler });
  expect(await table().query('p')).toHaveLength(5);
});

test('a table that is missing, or another one, is said so in a sentence', async () => {
  await expect(checkTable(engine.config, 'test-table')).resolves.toBeUndefined();
  await expect(checkTable(engine.config, 'nowhere')).rejects.toThrow(
    'TABLE_NAME: there is no DynamoDB table nowhere in this account and region.',
  );
  const client = new DynamoDBClient(engine.config);
  const create = (name: string, keys: string[]) =>
    client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: keys.map((AttributeName, index) => ({ AttributeName, KeyType: index ? 'RANGE' : 'HASH' })),
      }),
    );
  await create('other-keys', ['id']);
  await create('without-index', ['pk', 'sk']);
  await expect(checkTable(engine.config, 'other-keys')).rejects.toThrow(/keys of other-keys must be pk and sk, not id/);
  await expect(checkTable(engine.config, 'without-index')).rejects.toThrow(/without-index lacks the index by-channel/);
});

test('without a name the embedded engine is opened, and closed again', async () => {
  const opened = await openTable({ folder: join(folder, 'own') }, CONFIG, () => clock);
  await opened.table.put({ pk: 'p', sk: 's' });
  expect(await opened.table.delete('p', 's')).toBe(true);
  expect(await opened.table.delete('p', 's')).toBe(false);
  await opened.close();
  await expect(opened.table.get('p', 's')).rejects.toThrow(/^dynamodb:GetItem: /);
});
