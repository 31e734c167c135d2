import { randomUUID } from 'node:crypto';
import type { WebSocketPeer } from './accept-web-socket.js';
import { isObject } from './checks/walk-blocks.js';
import type { Acknowledgement } from './post-signed.js';
import type { Json } from './protocol.js';
import { parseJson } from './read-arguments.js';

/** Socket Mode payloads, each in an envelope that returns with the acknowledgement. */
export interface Envelopes {
  send(peer: WebSocketPeer, kind: string, payload: Json): Promise<Acknowledgement>;
  /** Ignores anything but an expected acknowledgement. */
  hear(text: string): void;
}

export function createEnvelopes(ackDeadlineMs: number): Envelopes {
  const waiting = new Map<string, (ack: Acknowledgement) => void>();
  return {
    hear(text) {
      const said = parseJson(text);
      if (!isObject(said) || typeof said.envelope_id !== 'string') return;
      const body = isObject(said.payload) && Object.keys(said.payload).length > 0 ? JSON.stringify(said.payload) : '';
      waiting.get(said.envelope_id)?.({ status: 200, body, headers: {} });
    },
    send(peer, kind, payload) {
      const id = randomUUID();
      const type = kind === 'slash_commands' ? kind : 'interactive';
      return new Promise((resolve) => {
        const settle = (ack: Acknowledgement) => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(ack);
        };
        const late: Acknowledgement = { status: 0, body: '', failure: 'operation_timeout', headers: {} };
        const timer = setTimeout(() => settle(late), ackDeadlineMs).unref();
        waiting.set(id, settle);
        peer.send(JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: true }));
      });
    },
  };
}
