import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { afterEach, expect, test } from '@jest/globals';
import type { Json } from '../../slack/protocol.js';
import { type SlackWorkspace, startSlackWorkspace } from '../../slack/start-slack-workspace.js';
import { callMethod } from './start-app.js';

let slack: SlackWorkspace;
let sockets: Duplex[] = [];
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  await slack.stop();
});

const start = async (ackDeadlineMs = 3000) => {
  slack = await startSlackWorkspace({ appToken: 'xapp-1', ackDeadlineMs });
};
const open = () => callMethod(slack, 'apps.connections.open', {}, 'xapp-1');

/** Upgrades as a WebSocket client does; what the server says arrives as whole texts. */
async function connect(url?: string) {
  const address = new URL(url ?? String((await open()).url));
  const headers = {
    ...{ connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' },
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  };
  const sent = request({
    host: address.hostname,
    port: address.port,
    path: address.pathname + address.search,
    headers,
  });
  return await new Promise<{ status: number; accept: unknown; socket?: Duplex; first: Buffer }>((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', (response) =>
      resolve({ status: response.statusCode ?? 0, accept: undefined, first: Buffer.alloc(0) }),
    );
    sent.on('upgrade', (response, socket, first) => {
      sockets.push(socket);
      resolve({ status: 101, accept: response.headers['sec-websocket-accept'], socket, first });
    });
    sent.end();
  });
}

/** The next text the server sends, which is longer than 125 and shorter than 65,536 bytes. */
async function nextText(socket: Duplex, first: Buffer = Buffer.alloc(0)): Promise<Json> {
  let bytes = first;
  while (bytes.length < 4 || bytes.length < 4 + bytes.readUInt16BE(2)) {
    bytes = Buffer.concat([bytes, await new Promise<Buffer>((resolve) => socket.once('data', resolve))]);
  }
  return JSON.parse(bytes.subarray(4, 4 + bytes.readUInt16BE(2)).toString());
}

/** Sends a text as a client must: masked. */
function sendText(socket: Duplex, text: string, isFinal = true, opcode = 1): void {
  const payload = Buffer.from(text);
  socket.write(
    Buffer.concat([Buffer.from([(isFinal ? 0x80 : 0) | opcode, 0x80 | payload.length, 0, 0, 0, 0]), payload]),
  );
}

test('a connection is greeted, with the accept key of RFC 6455', async () => {
  await start();
  const { accept, socket, first } = await connect();
  expect(accept).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  expect(socket && (await nextText(socket, first))).toMatchObject({ type: 'hello', num_connections: 1 });
});

test('an address is good for one connection', async () => {
  await start();
  const { url } = await open();
  expect((await connect(String(url))).status).toBe(101);
  expect((await connect(String(url))).status).toBe(401);
  expect((await connect(`${slack.url}/link`)).status).toBe(401);
});

test('ten connections are the most', async () => {
  await start();
  for (let count = 0; count < 10; count += 1) expect((await connect()).status).toBe(101);
  expect(await open()).toEqual({ ok: false, error: 'too_many_websockets' });
});

test('a command comes in an envelope and its answer goes back in another, in pieces if need be', async () => {
  await start();
  const { socket, first } = await connect();
  if (!socket) throw new Error('not connected');
  await nextText(socket, first);
  const [envelope, delivery] = [nextText(socket), slack.runCommand({ text: 'my-pipeline' })];
  const { envelope_id: id, ...rest } = await envelope;
  expect(rest).toMatchObject({
    type: 'slash_commands',
    payload: { command: '/pipeline-actions', text: 'my-pipeline' },
    accepts_response_payload: true,
  });
  sendText(socket, `{"envelope_id":"${String(id)}",`, false);
  sendText(socket, '"payload":{"text":"Page 1"}}', true, 0);
  expect(await delivery).toMatchObject({ transport: 'socket', outcome: 'acknowledged', answers: [{ text: 'Page 1' }] });
});

test('an envelope nobody acknowledges is an operation_timeout', async () => {
  await start(50);
  await connect();
  expect(await slack.runCommand()).toMatchObject({ transport: 'socket', outcome: 'operation_timeout' });
});

test('without a connection there is nowhere to deliver to', async () => {
  await start();
  const { socket } = await connect();
  const closed = new Promise((resolve) => socket?.resume().once('close', resolve));
  // Close, masked, status 1000.
  socket?.write(Buffer.from([0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe8]));
  await closed;
  expect(await slack.runCommand()).toMatchObject({ outcome: 'dispatch_failed' });
});

test('a refresh asks the client to connect anew', async () => {
  await start();
  const { socket, first } = await connect();
  if (!socket) throw new Error('not connected');
  await nextText(socket, first);
  const asked = new Promise<Buffer>((resolve) => socket.once('data', resolve));
  slack.sockets.leave('refresh_requested');
  expect((await asked).subarray(2).toString()).toBe('{"type":"disconnect","reason":"refresh_requested"}');
});

test('who does not speak the protocol is cut off, and nobody else suffers', async () => {
  await start();
  const { socket } = await connect();
  const closed = new Promise((resolve) => socket?.resume().once('close', resolve));
  // A frame of a text without the mask that every client's frame has.
  socket?.write(Buffer.concat([Buffer.from([0x81, 0x05]), Buffer.from('plain')]));
  await closed;
  expect((await connect()).status).toBe(101);
});

test('a ping is answered with its own bytes', async () => {
  await start();
  const { socket, first } = await connect();
  if (!socket) throw new Error('not connected');
  await nextText(socket, first);
  const answered = new Promise<Buffer>((resolve) => socket.once('data', resolve));
  sendText(socket, 'are you there', true, 9);
  const pong = await answered;
  expect([pong[0], pong.subarray(2).toString()]).toEqual([0x8a, 'are you there']);
});
