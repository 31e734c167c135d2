import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, expect, test } from '@jest/globals';
import { postResponse } from '../../src/gateways/response-url.js';

let server: Server | undefined;

afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

async function listen(answer: RequestListener): Promise<string> {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/actions/1`;
}

test('what is posted arrives whole', async () => {
  const arrived: unknown[] = [];
  const url = await listen(async (request, response) => {
    arrived.push(request.headers['content-type'], await json(request));
    response.end('ok');
  });
  await postResponse(url, { text: 'café ✅', blocks: [] });
  expect(arrived).toEqual(['application/json; charset=utf-8', { text: 'café ✅', blocks: [] }]);
});

test('Slack asks to wait: it is sent again after that', async () => {
  const times: number[] = [];
  const url = await listen((_, response) => {
    times.push(performance.now());
    response.writeHead(times.length === 1 ? 429 : 200, { 'retry-after': '1' }).end('ok');
  });
  await postResponse(url, { text: 'page' });
  expect(times).toHaveLength(2);
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(990);
});

test.each<[string, RequestListener, string]>([
  ['sends it elsewhere', (_, response) => void response.writeHead(302, { location: '/other' }).end(), 'http_302'],
  ['says no with status 200', (_, response) => void response.end('{"ok":false,"error":"expired_url"}'), 'expired_url'],
  [
    'hangs up in the middle of its answer',
    (_, response) => void response.writeHead(200, { 'content-length': '9' }).write('o', () => response.destroy()),
    'UND_ERR_SOCKET',
  ],
])('a server that %s: refused once, with a word for why', async (_, answer, code) => {
  let asked = 0;
  const url = await listen((request, response) => {
    asked += 1;
    answer(request, response);
  });
  await expect(postResponse(url, { text: 'page' })).rejects.toMatchObject({ code });
  expect(asked).toBe(1);
});

test('nobody listens: tried three times, and the word is Node’s own', async () => {
  const url = await listen(() => {});
  await new Promise((resolve) => server?.close(resolve));
  await expect(postResponse(url, { text: 'page' })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
