import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Passing {
  /** `x-amz-target`'s operation, or the last part of the path. */
  operation: string;
  body: string;
}

/** A way to a service on which everything is seen. */
export interface Gate {
  url: string;
  stop(): void;
}

/** What becomes of a request or answer: it goes no further, its connection is cut, or another answer takes its place. */
export type Stopped = 'hold' | 'cut' | { status: number; body: string };

/**
 * Stands between one replica and a service.
 * @param meet Told of each request before it is passed on, and again once it is answered; says what stops it, if anything.
 */
export async function startGate(
  target: string,
  meet: (passing: Passing, when: 'before' | 'after') => Stopped | undefined,
): Promise<Gate> {
  let own = '';
  const server = createServer(async (incoming, outgoing) => {
    // A queue is found by its whole address, which must not be the gate's.
    const body = (await text(incoming)).replaceAll(own, target);
    const passing = { operation: operationOf(incoming.headers, incoming.url ?? ''), body };
    const isStopped = (when: 'before' | 'after') => {
      const stopped = meet(passing, when);
      if (stopped === 'cut') incoming.socket.destroy();
      else if (typeof stopped === 'object') outgoing.writeHead(stopped.status, JSON_TYPE).end(stopped.body);
      return stopped !== undefined;
    };
    if (isStopped('before')) return;
    const url = new URL(incoming.url ?? '/', target);
    const answer = await pass(url, incoming.method ?? 'POST', incoming.headers, body).catch(() => undefined);
    // The service has been stopped, and the caller will be too.
    if (!answer) return void incoming.socket.destroy();
    if (isStopped('after')) return;
    outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: own,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const JSON_TYPE = { 'content-type': 'application/x-amz-json-1.0' };

const operationOf = (headers: IncomingHttpHeaders, path: string) =>
  String(headers['x-amz-target'] ?? '').replace(/^.*\./, '') || path.replace(/^.*\//, '');

async function pass(url: URL, method: string, headers: IncomingHttpHeaders, body: string) {
  const { host: _, 'content-length': __, ...rest } = headers;
  const outgoing = request({
    hostname: url.hostname,
    port: url.port,
    path: url.pathname,
    method,
    headers: { ...rest, 'content-length': Buffer.byteLength(body) },
  }).end(body);
  const [answer] = await once(outgoing, 'response');
  return {
    status: answer.statusCode ?? 502,
    headers: answer.headers as IncomingHttpHeaders,
    body: await text(answer),
  };
}
