import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, expect, test } from '@jest/globals';
import { postResponse } from '../../src/gateways/response-url.js';
import { withTrace } from '../../src/runtime/trace.js';

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
    'does not know the address',
    (_, response) => void response.writeHead(404).end('no_active_hooks'),
    'no_active_hooks',
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

const hangUp: RequestListener = (_, response) =>
  void response.writeHead(200, { 'content-length': '9' }).write('o', () => response.destroy());

test.each<[string, RequestListener, string, 'ephemeral' | 'in_channel', number]>([
  ['hangs up in the middle of its answer', hangUp, 'UND_ERR_SOCKET', 'ephemeral', 3],
  ['hangs up in the middle of its answer', hangUp, 'UND_ERR_SOCKET', 'in_channel', 1],
  ['answers 500', (_, response) => void response.writeHead(500).end(), 'http_500', 'ephemeral', 3],
  ['answers 500', (_, response) => void response.writeHead(500).end(), 'http_500', 'in_channel', 1],
  ['answers 503', (_, response) => void response.writeHead(503).end(), 'http_503', 'in_channel', 3],
  ['answers with a page', (_, response) => void response.end('<html>'), 'no_slack_answer', 'ephemeral', 3],
  [
    'may have done it',
    (_, response) => void response.end('{"ok":false,"error":"fatal_error"}'),
    'fatal_error',
    'ephemeral',
    3,
  ],
])(
  'a server that %s: what one person sees is sent again, what everybody sees only if it was not taken',
  async (_, answer, code, response_type, attempts) => {
    let asked = 0;
    const url = await listen((request, response) => {
      asked += 1;
      answer(request, response);
    });
    await expect(postResponse(url, { text: 'page', response_type })).rejects.toMatchObject({ code });
    expect(asked).toBe(attempts);
  },
);

test('an address is used five times at most', async () => {
  let asked = 0;
  const url = await listen((_, response) => {
    asked += 1;
    response.writeHead(500).end();
  });
  const refusals = await withTrace(async () => {
    const codes: string[] = [];
    for (let message = 0; message < 3; message += 1) {
      await postResponse(url, { text: 'page' }).catch(({ code }) => codes.push(code));
    }
    return codes;
  });
  expect([asked, refusals]).toEqual([5, ['http_500', 'used_url', 'used_url']]);
});

test('a wait that is longer than the person waits is not waited', async () => {
  const url = await listen((_, response) => void response.writeHead(429, { 'retry-after': '3' }).end());
  const start = performance.now();
  await withTrace(() => expect(postResponse(url, { text: 'page' })).rejects.toMatchObject({ code: 'ratelimited' }), {
    ms: 4000,
  });
  expect(performance.now() - start).toBeLessThan(1000);
});

test('connection refused: tried three times, and the code is Node’s own', async () => {
  const url = await listen(() => {});
  await new Promise((resolve) => server?.close(resolve));
  await expect(postResponse(url, { text: 'page' })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
