import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { acceptWebSocket, type WebSocketPeer } from './accept-web-socket.js';
import { isObject } from './checks/walk-blocks.js';
import type { Acknowledgement } from './post-signed.js';
import type { Json } from './protocol.js';
import { parseJson } from './read-arguments.js';
import { APP_ID } from './seed-workspace.js';
import { SlackRefusal } from './slack-refusal.js';

const MOST_CONNECTIONS = 10;
// Clients give a connection up after 30 s without a ping.
const PING_EVERY_MS = 10_000;

/** Slack's side of Socket Mode (docs.slack.dev/apis/events-api/using-socket-mode). */
export interface Sockets {
  isConnected(): boolean;
  /** An address to connect to once. */
  ticket(base: string): string;
  /** Answers an upgrade, if its ticket is good. */
  accept(request: IncomingMessage, socket: Duplex): void;
  /** Sends a payload to one of the connections and waits for its acknowledgement. */
  send(kind: string, payload: Json): Promise<Acknowledgement>;
  /** Asks every connection to be opened anew, as Slack does every few hours. */
  refresh(): void;
  close(): void;
}

/** @param ackDeadlineMs Milliseconds an acknowledgement may take. */
export function createSockets(ackDeadlineMs: number): Sockets {
  const tickets = new Set<string>();
  const peers = new Set<WebSocketPeer>();
  const waiting = new Map<string, (ack: Acknowledgement) => void>();
  let turn = 0;
  const hear = (text: string) => {
    const said = parseJson(text);
    if (!isObject(said) || typeof said.envelope_id !== 'string') return;
    const body = isObject(said.payload) && Object.keys(said.payload).length > 0 ? JSON.stringify(said.payload) : '';
    waiting.get(said.envelope_id)?.({ status: 200, body, headers: {} });
  };
  const connect = (request: IncomingMessage, socket: Duplex) => {
    const peer = acceptWebSocket(request, socket, {
      text: hear,
      closed() {
        peers.delete(peer);
        clearInterval(timer);
      },
    });
    const timer = setInterval(peer.ping, PING_EVERY_MS).unref();
    peers.add(peer);
    const debug = { host: 'applink-1', approximate_connection_time: 18_060 };
    peer.send(
      JSON.stringify({
        type: 'hello',
        num_connections: peers.size,
        connection_info: { app_id: APP_ID },
        debug_info: debug,
      }),
    );
  };
  return {
    isConnected: () => peers.size > 0,
    ticket(base) {
      if (peers.size >= MOST_CONNECTIONS) throw new SlackRefusal('too_many_websockets');
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${base}/link?ticket=${ticket}&app_id=${APP_ID}`;
    },
    accept(request, socket) {
      const ticket = new URL(request.url ?? '/', 'http://slack').searchParams.get('ticket');
      if (ticket === null || !tickets.delete(ticket)) return void socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
      connect(request, socket);
    },
    send(kind, payload) {
      const peer = [...peers][turn++ % peers.size];
      const id = randomUUID();
      const type = kind === 'slash_commands' ? kind : 'interactive';
      return new Promise((resolve) => {
        const timer = setTimeout(
          () => settle({ status: 0, body: '', failure: 'operation_timeout', headers: {} }),
          ackDeadlineMs,
        );
        const settle = (ack: Acknowledgement) => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(ack);
        };
        waiting.set(id, settle);
        peer?.send(JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: true }));
      });
    },
    refresh() {
      for (const peer of peers) peer.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    },
    close() {
      for (const peer of peers) peer.close();
    },
  };
}
