import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Metrics } from './metrics.js';

export interface Health {
  /** Undefined when Slack's requests can be answered; else the reason why not, in a few words. */
  notReady(): string | undefined;
}

/**
 * The one server of both modes: `/healthz` (the process lives), `/readyz` (it can answer), `/metrics`,
 * and in HTTP mode everything else goes to Bolt.
 */
export function createHttpServer(health: Health, metrics: Metrics, slack: () => RequestListener | undefined): Server {
  return createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (path === '/healthz') return send(response, 200, 'ok');
    if (path === '/readyz') {
      const reason = health.notReady();
      return send(response, reason ? 503 : 200, reason ?? 'ready');
    }
    if (path === '/metrics') return void sendMetrics(response, metrics);
    return toSlack(slack(), request, response);
  });
}

function toSlack(listener: RequestListener | undefined, request: IncomingMessage, response: ServerResponse): void {
  try {
    if (listener) listener(request, response);
    else send(response, request.url?.startsWith('/slack/') ? 503 : 404, 'not here');
  } catch {
    // Bolt throws at a path that is not its own.
    send(response, 404, 'not found');
  }
}

function send(response: ServerResponse, status: number, body: string, contentType = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' });
  response.end(`${body}\n`);
}

async function sendMetrics(response: ServerResponse, metrics: Metrics): Promise<void> {
  const { contentType, body } = await metrics.render();
  send(response, 200, body, contentType);
}

/** Resolves with the port that is listened on. @throws the operating system's refusal, such as EADDRINUSE. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Takes no new connection and ends idle ones, until the last request is answered. */
export function close(server: Server): Promise<void> {
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  return new Promise((resolve) => {
    server.close(() => {
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}
