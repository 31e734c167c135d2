import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { acceptWebSocket, type WebSocketPeer } from './accept-web-socket.js';
import { createEnvelopes } from './envelopes.js';
import type { Acknowledgement } from './post-signed.js';
import type { Json } from './protocol.js';
import { APP_ID } from './seed-workspace.js';
import { SlackRefusal } from './slack-refusal.js';

const MOST_CONNECTIONS = 10;
// Clients give a connection up after 30 s without a ping.
const PING_EVERY_MS = 10_000;
const NOWHERE: Acknowledgement = { status: 0, body: '', failure: 'dispatch_failed', headers: {} };

/** `warning`: in about ten seconds. `link_disabled`: Socket Mode was switched off. */
export type LeavingReason = 'warning' | 'refresh_requested' | 'link_disabled';

/** Slack's side of Socket Mode (docs.slack.dev/apis/events-api/using-socket-mode). */
export interface Sockets {
  isConnected(): boolean;
  count(): number;
  /** An address to connect to once. */
  ticket(base: string): string;
  /** Answers an upgrade, if its ticket is good. */
  accept(request: IncomingMessage, socket: Duplex): void;
  /** Sends a payload to one of the connections and waits for its acknowledgement. */
  send(kind: string, payload: Json): Promise<Acknowledgement>;
  /** Tells every connection that it is going to be closed, as Slack does every few hours. */
  leave(reason: LeavingReason): void;
  /** Cuts so many connections without a word; all of them, unless told otherwise. */
  cut(count?: number): void;
  /** Sends a payload that is not waited for, to each connection. */
  say(envelope: Json): void;
  close(): void;
}

/** @param ackDeadlineMs Milliseconds an acknowledgement may take. */
export function createSockets(ackDeadlineMs: number): Sockets {
  const tickets = new Set<string>();
  const peers = new Set<WebSocketPeer>();
  const envelopes = createEnvelopes(ackDeadlineMs);
  let turn = 0;
  return {
    isConnected: () => peers.size > 0,
    count: () => peers.size,
    ticket(base) {
      if (peers.size >= MOST_CONNECTIONS) throw new SlackRefusal('too_many_websockets');
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${base}/link?ticket=${ticket}&app_id=${APP_ID}`;
    },
    accept(request, socket) {
      const ticket = new URLSearchParams(request.url?.split('?')[1]).get('ticket');
      socket.on('error', () => socket.destroy());
      if (ticket === null || !tickets.delete(ticket)) socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
      else welcome(peers, request, socket, envelopes.hear);
    },
    async send(kind, payload) {
      const peer = [...peers][turn++ % peers.size];
      return peer ? await envelopes.send(peer, kind, payload) : NOWHERE;
    },
    leave(reason) {
      for (const peer of peers) peer.send(JSON.stringify({ type: 'disconnect', reason }));
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

/** Takes a connection up and greets it; while it lasts it is pinged and is one of the peers. */
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
