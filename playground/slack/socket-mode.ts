import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { acceptWebSocket, type WebSocketPeer } from './accept-web-socket.js';
import { createEnvelopes } from './envelopes.js';
import type { Acknowledgement } from './post-signed.js';
import type { Json } from './protocol.js';
import { APP_ID } from './seed-workspace.js';

const MOST_CONNECTIONS = 10;
// Clients give up a connection after 30 s without a ping.
const PING_EVERY_MS = 10_000;
interface SocketTimes {
  ackDeadlineMs: number;
  socketLeaveMs: number;
}

const NOWHERE: Acknowledgement = { status: 0, body: '', failure: 'dispatch_failed', headers: {} };

/** `warning`, `refresh_requested`: in about ten seconds. `link_disabled`: at once. */
export type LeavingReason = 'warning' | 'refresh_requested' | 'link_disabled';

/** docs.slack.dev/apis/events-api/using-socket-mode */
export interface Sockets {
  isConnected(): boolean;
  count(): number;
  /** A URL to connect to once. */
  ticket(base: string): string;
  /** Answers an upgrade with a valid ticket. */
  accept(request: IncomingMessage, socket: Duplex): void;
  /** Sends a payload to one connection and waits for its acknowledgement. */
  send(kind: string, payload: Json): Promise<Acknowledgement>;
  /**
   * Warns every connection and closes it, as Slack does every few hours. After `link_disabled` there is no hello until
   * `switchOn`.
   */
  leave(reason: LeavingReason): void;
  switchOn(): void;
  /** Cuts connections without a close frame; all by default. */
  cut(count?: number): void;
  /** Sends to every connection without waiting. */
  say(envelope: Json): void;
  close(): void;
}

export function createSockets({ ackDeadlineMs, socketLeaveMs }: SocketTimes): Sockets {
  const tickets = new Set<string>();
  const peers = new Set<WebSocketPeer>();
  const envelopes = createEnvelopes(ackDeadlineMs);
  let turn = 0;
  let isOn = true;
  return {
    isConnected: () => peers.size > 0,
    count: () => peers.size,
    ticket(base) {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${base}/link?ticket=${ticket}&app_id=${APP_ID}`;
    },
    accept(request, socket) {
      const ticket = new URLSearchParams(request.url?.split('?')[1]).get('ticket');
      socket.on('error', () => socket.destroy());
      if (ticket === null || !tickets.delete(ticket)) socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
      else if (!isOn) turnAway(request, socket, 'link_disabled');
      else if (peers.size >= MOST_CONNECTIONS) turnAway(request, socket, 'too_many_websockets');
      else welcome(peers, request, socket, envelopes.hear);
    },
    async send(kind, payload) {
      const peer = [...peers][turn++ % peers.size];
      return peer ? await envelopes.send(peer, kind, payload) : NOWHERE;
    },
    leave(reason) {
      isOn = reason !== 'link_disabled';
      for (const peer of [...peers]) {
        peer.send(farewell(reason));
        if (!isOn) peer.close();
        else setTimeout(() => peers.has(peer) && peer.close(), socketLeaveMs).unref();
      }
    },
    switchOn() {
      isOn = true;
    },
    cut(count = peers.size) {
      for (const peer of [...peers].slice(0, count)) peer.cut();
    },
    say(envelope) {
      for (const peer of peers) peer.send(JSON.stringify(envelope));
    },
    close() {
      for (const peer of peers) peer.close();
    },
  };
}

const farewell = (reason: LeavingReason | 'too_many_websockets') =>
  JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'wss-local-1.slack.com' } });

/** Accepts a connection without a hello, only to say why it can't stay. */
function turnAway(request: IncomingMessage, socket: Duplex, reason: 'link_disabled' | 'too_many_websockets'): void {
  const peer = acceptWebSocket(request, socket, { text() {}, closed() {} });
  peer.send(farewell(reason));
  peer.close();
}

/** Accepts a connection, says hello, and pings it while it lasts. */
function welcome(
  peers: Set<WebSocketPeer>,
  request: IncomingMessage,
  socket: Duplex,
  hear: (text: string) => void,
): void {
  const peer = acceptWebSocket(request, socket, {
    text: hear,
    closed() {
      peers.delete(peer);
      clearInterval(timer);
    },
  });
  const timer = setInterval(peer.ping, PING_EVERY_MS).unref();
  peers.add(peer);
  const about = { connection_info: { app_id: APP_ID }, debug_info: { approximate_connection_time: 18_060 } };
  peer.send(JSON.stringify({ type: 'hello', num_connections: peers.size, ...about }));
}
