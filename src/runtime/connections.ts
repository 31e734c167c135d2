import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** Time to read requests that had reached this machine when the stop began. */
const SETTLE_MS = 100;
const PATIENCE_MS = 3000; // Slack gives up on a request after three seconds

/**
 * Tracks connections with a request in progress, so that a stop waits only for those: Node also counts connections as
 * busy that have sent one byte or none.
 */
export function watchConnections(server: Server): {
  /** Closes idle connections at once, others when their request is answered. */
  close(): Promise<void>;
} {
  const open = new Set<Socket>();
  const answering = new Map<ServerResponse, Socket>();
  let isClosing = false;
  const closeIdle = () => {
    const busy = new Set(answering.values());
    for (const socket of open) if (!busy.has(socket)) socket.destroySoon();
  };
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  server.prependListener('request', ({ socket }, response) => {
    answering.set(response, socket);
    if (isClosing) response.shouldKeepAlive = false;
    response.once('close', () => {
      answering.delete(response);
      if (isClosing) closeIdle();
    });
  });
  const closeAll = () => {
    closeIdle();
    const late = setTimeout(() => {
      for (const socket of open) socket.destroy();
    }, PATIENCE_MS);
    server.once('close', () => clearTimeout(late));
  };
  return {
    async close() {
      isClosing = true;
      for (const response of answering.keys()) response.shouldKeepAlive = false;
      await wait(SETTLE_MS);
      await new Promise((resolve) => {
        server.close(resolve);
        closeAll();
      });
    },
  };
}
