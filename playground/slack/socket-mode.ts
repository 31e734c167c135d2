import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { acceptWebSocket, type WebSocketPeer } from './accept-web-socket.js';
import { createEnvelopes } from './envelopes.js';
import type { Acknowledgement } from './post-signed.js';
import type { Json } from './protocol.js';
import { APP_ID } from './seed-workspace.js';

const MOST_CONNECTIONS = 10;
// Clients give a connection up after 30 s without a ping.
const PING_EVERY_MS = 10_000;
interface SocketTimes {
  ackDeadlineMs: number;
  socketLeaveMs: number;
}

const NOWHERE: Acknowledgement = { status: 0, body: '', failure: 'dispatch_failed', headers: {} };

/** `warning` and `refresh_requested`: in about ten seconds. `link_disabled`: at once, Socket Mode was switched off. */
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
  /**
   * Tells every connection that it is going to be closed, as Slack does every few hours, and closes it.
   * After `link_disabled` no connection is greeted until `switchOn`.
   */
  leave(reason: LeavingReason): void;
  switchOn(): void;
  /** Cuts so many connections without a word; all of them, unless told otherwise. */
  cut(count?: number): void;
  /** Sends a payload that is not waited for, to each connection. */
  say(envelope: Json): void;
  close(): void;
}

/** @param times Milliseconds an acknowledgement may take, and those from Slack's word to the end of a connection. */
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

/** Takes a connection up only to say why it can't stay; it is never greeted. */
function turnAway(request: IncomingMessage, socket: Duplex, reason: 'link_disabled' | 'too_many_websockets'): void {
  const peer = acceptWebSocket(request, socket, { text() {}, closed() {} });
  peer.send(farewell(reason));
  peer.close();
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
