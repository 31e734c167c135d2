import { startTableService } from '../../playground/index.js';

// A DynamoDB engine as a process of its own, in memory; told how many milliseconds a call takes, it answers with its
// address.
const table = await startTableService();
await table.createTable(process.env.TABLE_NAME ?? '', 'eu-west-1');
process.on('message', (ms: number) => {
  table.latencyMs = ms;
  process.send?.(table.url);
});
