import { startTableService } from '../../playground/index.js';

// An in-memory DynamoDB in a process of its own; takes its latency as an argument and prints its address.
const table = await startTableService();
await table.createTable(process.env.TABLE_NAME ?? '', 'eu-west-1');
process.on('message', (ms: number) => {
  table.latencyMs = ms;
  process.send?.(table.url);
});
