import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { watchConnections } from './connections.js';
import type { Metrics } from './metrics.js';

export interface Health {
  /** Why Slack's requests can't be answered, in a few words; undefined when they can. */
  notReady(): string | undefined;
}

export interface HttpServer {
  /** Resolves with the port. @throws the operating system's error, such as EADDRINUSE. */
  listen(port: number): Promise<number>;
  /** Resolves once every request that arrived is answered and every connection closed. */
  close(): Promise<void>;
}

/** Longer than the 60 seconds for which load balancers reuse idle connections. */
const KEEP_ALIVE_MS = 65_000;

/** The one server of both modes: `/healthz`, `/readyz`, `/metrics`, and in HTTP mode Slack's requests. */
export function createHttpServer(
  health: Health,
  metrics: Metrics,
  slack: () => RequestListener | undefined,
): HttpServer {
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (path === '/healthz') return send(response, 200, 'ok');
    if (path === '/readyz') {
      const reason = health.notReady();
      return send(response, reason ? 503 : 200, reason ?? 'ready');
    }
    if (path === '/metrics') return void sendMetrics(response, metrics);
    return toSlack(slack(), request, response);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = KEEP_ALIVE_MS + 1000;
  const connections = watchConnections(server);
  return {
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, () => {
          server.off('error', reject);
          const address = server.address();
          resolve(typeof address === 'object' && address ? address.port : port);
        });
      }),
    close: connections.close,
  };
}

function toSlack(listener: RequestListener | undefined, request: IncomingMessage, response: ServerResponse): void {
  if (listener) listener(request, response);
  else send(response, request.url?.startsWith('/slack/') ? 503 : 404, 'not here');
}

export function send(
  response: ServerResponse,
  status: number,
  body: string,
  contentType = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' });
  response.end(`${body}\n`);
}

async function sendMetrics(response: ServerResponse, metrics: Metrics): Promise<void> {
  const { contentType, body } = await metrics.render();
  send(response, 200, body, contentType);
}
