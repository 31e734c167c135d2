import type { Method } from './method.js';

/** `apps.connections.open`: the URL for Socket Mode. */
export const appsMethods: Record<string, Method> = {
  'apps.connections.open': {
    scopes: [],
    token: 'app',
    run: (core) => ({ url: core.sockets.ticket(core.url().replace('http:', 'ws:')) }),
  },
};
