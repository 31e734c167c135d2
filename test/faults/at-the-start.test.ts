import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { type AnnounceWorld, startAnnounceWorld } from '../flows/announce-world.js';

let world: AnnounceWorld;
let table: Server;

afterEach(async () => {
  await world.stop();
  table.close();
  table.closeAllConnections();
});

/** A table that answers so many calls with a fault before it answers as it should. */
async function faultyTable(behind: string, times: number, fault: { status: number; body: string }): Promise<string> {
  let left = times;
  table = createServer((incoming, outgoing) => {
    if (left > 0) {
      left -= 1;
      incoming.resume();
      return void outgoing.writeHead(fault.status, { 'content-type': 'application/x-amz-json-1.0' }).end(fault.body);
    }
    const passed = request(behind, { method: 'POST', headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    return void incoming.pipe(passed);
  }).listen(0, '127.0.0.1');
  await once(table, 'listening');
  return `http://127.0.0.1:${(table.address() as AddressInfo).port}`;
}

const throttling = JSON.stringify({
  __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException',
  message: 'Rate of requests exceeds the allowed throughput.',
});

test.each([
  ['is throttled', { status: 400, body: throttling }],
  ['is down', { status: 503, body: '<html>' }],
])('the table %s when the bot starts: it is waited for', async (_, fault) => {
  world = await startAnnounceWorld();
  process.env.AWS_ENDPOINT_URL_DYNAMODB = await faultyTable(world.tableUrl, 4, fault);
  const starting = world.anotherBot();
  const line = await world.logged(({ msg }) => msg === 'the table did not answer');
  expect(line).toMatchObject({ retryInMs: 500 });
  expect((await starting).port).toBeGreaterThan(0);
});

test('there is no such table: the start ends, in words', async () => {
  world = await startAnnounceWorld();
  const body = JSON.stringify({ __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException', message: 'No.' });
  process.env.AWS_ENDPOINT_URL_DYNAMODB = await faultyTable(world.tableUrl, 1, { status: 400, body });
  await expect(world.anotherBot()).rejects.toThrow('TABLE_NAME: there is no DynamoDB table announcements');
});
