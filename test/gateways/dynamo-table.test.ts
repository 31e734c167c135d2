import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startTableService } from '../../playground/index.js';
import { awsClientConfig } from '../../src/gateways/call-aws.js';
import { checkTable, createTable } from '../../src/gateways/dynamo-table.js';

const REGION = 'eu-west-1';
const CREDENTIALS = { accessKeyId: 'AKIDLOCAL', secretAccessKey: 'local' };
let engine: Awaited<ReturnType<typeof startTableService>>;
let clock = 1_000_000_000_000;
const config = () => ({ ...awsClientConfig, region: REGION, credentials: CREDENTIALS, endpoint: engine.url });
const table = () => createTable(config(), 'test-table', () => clock);

beforeEach(async () => {
  engine = await startTableService();
  await engine.createTable('test-table', REGION);
});
afterEach(() => engine.stop());

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
  await expect(checkTable(config(), 'test-table')).resolves.toBeUndefined();
  await expect(checkTable(config(), 'nowhere')).rejects.toThrow(
    'TABLE_NAME: there is no DynamoDB table nowhere in this account and region.',
  );
  const client = new DynamoDBClient(config());
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
  await expect(checkTable(config(), 'other-keys')).rejects.toThrow(/keys of other-keys must be pk and sk, not id/);
  await expect(checkTable(config(), 'without-index')).rejects.toThrow(/without-index lacks the index by-channel/);
});

test('what is deleted is gone, and can be deleted again', async () => {
  await table().put({ pk: 'p', sk: 's' });
  await table().delete('p', 's');
  await table().delete('p', 's');
  expect(await table().get('p', 's')).toBeUndefined();
});
