import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  PutItemCommand,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startTableService } from '../../playground/index.js';
import { checkTable, createTable } from '../../src/gateways/dynamo-table.js';
import { createSubscriptionStore } from '../../src/gateways/subscription-store.js';
import { readProjectFile } from '../source-files.js';
import { deployTemplate } from './deploy-template.js';
import { STACK } from './parameters.js';
import { readTemplate } from './template.js';

let folder: string;
let running: { stop(): Promise<void> }[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'version-1-'));
});
afterEach(async () => {
  for (const service of running) await service.stop();
  running = [];
  await rm(folder, { recursive: true });
});

/** A DynamoDB with the table of the template in it. */
async function startTable(name: string, path?: string) {
  const service = await startTableService(undefined, path);
  running.push(service);
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  const config = { endpoint: service.url, region: 'eu-west-1', credentials };
  const client = new DynamoDBClient(config);
  const stack = deployTemplate(readTemplate(readProjectFile('deploy/pipeline-actions.yaml')), STACK['no compute']);
  const {
    TimeToLiveSpecification: _,
    PointInTimeRecoverySpecification: __,
    ...properties
  } = stack.Resources.Table?.Properties ?? {};
  await client.send(new CreateTableCommand({ TableName: name, ...properties } as CreateTableCommandInput));
  return { config, put: (input: PutItemCommandInput) => client.send(new PutItemCommand(input)) };
}

const exportFrom = (from: string, table: string) =>
  promisify(execFile)('node', ['--import', 'tsx', 'playground/export-subscriptions.ts', from, table]);

/** As version 1 wrote them. */
const checkout = { region: 'eu-west-1', pipeline: 'checkout', channel: 'C1', on: 'broken', subscribedBy: 'U1' };
const pattern = { region: 'eu-west-1', pipeline: 'check*', channel: 'C2', on: 'every', subscribedBy: 'U2' };
const strings = (item: Record<string, string>) =>
  Object.fromEntries(Object.entries(item).map(([key, value]) => [key, { S: value }]));
const OLD = [
  { pk: 'subscribed#eu-west-1#checkout', sk: 'C1', ...checkout },
  { pk: 'patterns#eu-west-1', sk: 'check*#C2', ...pattern },
  { pk: 'told#eu-west-1#checkout', sk: '1b2c3d4e', channel: 'C1' },
];

test('what version 1 kept in its folder is subscribed in the table of the stack', async () => {
  const old = await startTable('pipeline-actions', join(folder, 'table'));
  for (const item of OLD) await old.put({ TableName: 'pipeline-actions', Item: strings(item) });
  await running.pop()?.stop();

  const { stdout } = await exportFrom(folder, 'new-table');
  const { config, put } = await startTable('new-table');
  const lines = stdout.trim().split('\n');
  for (const line of lines) await put(JSON.parse(line) as PutItemCommandInput);

  await checkTable(config, 'new-table');
  const store = createSubscriptionStore(createTable(config, 'new-table', Date.now));
  expect(lines).toHaveLength(2);
  expect(await store.forPipeline('eu-west-1', 'checkout')).toEqual([checkout, pattern]);
  expect(await store.ofChannel('C2')).toEqual([pattern]);
});

test('a folder without a table is refused in words', async () => {
  await expect(exportFrom(folder, 'new-table')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no table of version 1'),
  });
});
