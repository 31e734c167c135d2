// Usage: npx tsx playground/export-subscriptions.ts <folder> <table>
// Prints the subscriptions that version 1 kept in its DATA_DIR, one line each, as `aws dynamodb put-item
// --cli-input-json` takes them for that table.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startTableService } from './table-service.js';

const OLD_TABLE = 'pipeline-actions';
/** Other keys belong to announced failures. */
const SUBSCRIPTION = /^(subscribed|patterns)#/;

interface Scanned {
  Items: { pk: { S: string } }[];
  LastEvaluatedKey?: object;
}

const [folder = '', table = ''] = process.argv.slice(2);
const path = join(folder, 'table');
if (!table || !existsSync(path)) {
  process.stderr.write(
    table
      ? `There is no table of version 1 in ${folder}: give the folder that DATA_DIR named.\n`
      : 'Usage: npx tsx playground/export-subscriptions.ts <folder> <table>\n',
  );
  process.exit(1);
}

const service = await startTableService(undefined, path);
let start: object | undefined;
do {
  const { Items, LastEvaluatedKey } = await scan(start);
  for (const Item of Items) {
    if (SUBSCRIPTION.test(Item.pk.S)) process.stdout.write(`${JSON.stringify({ TableName: table, Item })}\n`);
  }
  start = LastEvaluatedKey;
} while (start);
await service.stop();

async function scan(ExclusiveStartKey: object | undefined): Promise<Scanned> {
  const response = await fetch(service.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.Scan',
      'x-amz-date': '20260101T000000Z',
      // Required by the engine, but not checked.
      authorization: 'AWS4-HMAC-SHA256 Credential=a/20260101/a/dynamodb/aws4_request, SignedHeaders=host, Signature=a',
    },
    body: JSON.stringify({ TableName: OLD_TABLE, ExclusiveStartKey }),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Scanned;
}
