import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** What has reached this machine when the stop begins is read within this. */
const SETTLE_MS = 100;
/** Slack gives up on a request after three seconds, so nobody waits for what is older. */
const PATIENCE_MS = 3000;

/**
 * Knows which connections carry a request that is being answered, so that a stop waits for those alone: Node itself
 * takes a connection for busy on which a single byte has arrived, or none yet.
 */
export function watchConnections(server: Server): {
  /** Takes nothing new; ends connections without a request at once, the others when it is answered, or never will be. */
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
