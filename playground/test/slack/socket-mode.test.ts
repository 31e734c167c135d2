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
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
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

/** Everything the server says on a connection until it closes it, as texts. */
async function textsUntilClosed({ socket, first }: { socket?: Duplex; first: Buffer }): Promise<Json[]> {
  if (!socket) throw new Error('not connected');
  let bytes = first;
  socket.on('data', (chunk) => {
    bytes = Buffer.concat([bytes, chunk]);
  });
  await new Promise((resolve) => socket.once('close', resolve));
  return textsIn(bytes);
}

/** The texts of whole frames that a server sent, each shorter than 65,536 bytes. */
function textsIn(bytes: Buffer): Json[] {
  const texts: Json[] = [];
  for (let at = 0; at < bytes.length; ) {
    const short = (bytes[at + 1] ?? 0) & 0x7f;
    const start = at + (short === 126 ? 4 : 2);
    const end = start + (short === 126 ? bytes.readUInt16BE(at + 2) : short);
    if (((bytes[at] ?? 0) & 0x0f) === 1) texts.push(JSON.parse(bytes.subarray(start, end).toString()));
    at = end;
  }
  return texts;
}

test('an eleventh connection is told that there are too many, and is closed without a greeting', async () => {
  await start();
  for (let count = 0; count < 10; count += 1) expect((await connect()).status).toBe(101);
  expect(await textsUntilClosed(await connect())).toMatchObject([
    { type: 'disconnect', reason: 'too_many_websockets' },
  ]);
  expect(slack.sockets.count()).toBe(10);
});

test('with Socket Mode switched off connections are closed, and none is greeted until it is on again', async () => {
  await start();
  const told = textsUntilClosed(await connect());
  slack.sockets.leave('link_disabled');
  expect(await told).toMatchObject([{ type: 'hello' }, { type: 'disconnect', reason: 'link_disabled' }]);
  expect(await textsUntilClosed(await connect())).toMatchObject([{ type: 'disconnect', reason: 'link_disabled' }]);
  expect(await slack.runCommand()).toMatchObject({ outcome: 'dispatch_failed' });
  slack.sockets.switchOn();
  const { socket, first } = await connect();
  expect(socket && (await nextText(socket, first))).toMatchObject({ type: 'hello' });
});

test.each(['warning', 'refresh_requested'] as const)('after %s Slack closes a connection itself', async (reason) => {
  slack = await startSlackWorkspace({ appToken: 'xapp-1', socketLeaveMs: 20 });
  const told = textsUntilClosed(await connect());
  slack.sockets.leave(reason);
  expect(await told).toMatchObject([{ type: 'hello' }, { type: 'disconnect', reason }]);
  expect(slack.sockets.count()).toBe(0);
});

test('each payload goes to one of the connections, to each in its turn', async () => {
  await start();
  const heard: number[] = [];
  for (const at of [0, 1, 2]) {
    const { socket, first } = await connect();
    if (!socket) throw new Error('not connected');
    await nextText(socket, first);
    socket.on('data', (bytes: Buffer) => {
      const [{ envelope_id } = {}] = textsIn(bytes);
      heard.push(at);
      sendText(socket, JSON.stringify({ envelope_id }));
    });
  }
  for (let count = 0; count < 6; count += 1) expect((await slack.runCommand()).outcome).toBe('acknowledged');
  expect(heard).toEqual([0, 1, 2, 0, 1, 2]);
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

test('an envelope without an acknowledgement is an operation_timeout', async () => {
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
  expect(JSON.parse((await asked).subarray(2).toString())).toMatchObject({ reason: 'refresh_requested' });
});

test('a connection that does not speak the protocol is cut, and the others go on', async () => {
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
