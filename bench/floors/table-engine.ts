import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import { createAppTable } from '../../src/gateways/embedded-table.js';

// A DynamoDB engine as a process of its own, in memory; told how many milliseconds a call takes, it answers with its
// address. The engine's own time is within them: what a real table takes is not for a bench to add.
let latencyMs = 0;
const server = dynalite({ createTableMs: 0 });
const [answer] = server.listeners('request') as RequestListener[];
server.removeAllListeners('request');
server.on('request', (request, response) => {
  const due = performance.now() + latencyMs;
  const end = response.end.bind(response);
  response.end = ((body: string) => setTimeout(() => end(body), due - performance.now())) as never;
  answer?.(request, response);
});
server.listeners('request') as RequestListener[];
server.removeAllListeners('request');
server.on('request', (request, response) => {
  setTimeout(() => answer?.(request, response), latencyMs);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
await createAppTable(
  { endpoint, region: 'eu-west-1', credentials: { accessKeyId: 'AKIDBENCH', secretAccessKey: 'bench' } },
  process.env.TABLE_NAME ?? '',
);
process.on('message', (ms: number) => {
  latencyMs = ms;
  process.send?.(endpoint);
});
