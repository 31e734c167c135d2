import { startTableService } from '../../playground/index.js';
import { createAppTable } from '../../src/gateways/embedded-table.js';

// A DynamoDB engine as a process of its own, in memory; told how many milliseconds a call takes, it answers with its
// address.
const table = await startTableService();
await createAppTable(
  { endpoint: table.url, region: 'eu-west-1', credentials: { accessKeyId: 'AKIDBENCH', secretAccessKey: 'bench' } },
  process.env.TABLE_NAME ?? '',
);
process.on('message', (ms: number) => {
  table.latencyMs = ms;
  process.send?.(table.url);
});
