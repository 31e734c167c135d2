import { setTimeout as wait } from 'node:timers/promises';
import { type Envelope, openSlackSocket, type SlackSocket } from './slack-socket.js';

const HELLO_WITHIN_MS = 10_000;
const ACKNOWLEDGE_MS = 3000; // a stop waits this long for acknowledgements
/** Slack closes a connection some ten seconds after its warning; closing first would lose payloads on the way. */
const LINGER_MS = 30_000;

export const GONE = 'gone';

/** Acknowledges an envelope on its own connection. @throws Error when that is closed. */
export type Acknowledge = (response: object) => void;
export type OnEnvelope = (envelope: Envelope, acknowledge: Acknowledge) => void;

export interface SlackLink {
  /** Resolves with Slack's reason when it is about to close the connection, or with `gone`. */
  ending: Promise<string>;
  gone: Promise<void>;
  /** Closes once every payload is acknowledged; resolves when closed. */
  retire(): Promise<void>;
  /** Lets Slack close it; closes it if Slack does not. */
  linger(): Promise<void>;
}

/** Connects and waits for Slack's hello. @throws Error when there is none. */
export function openSlackLink(url: string, onEnvelope: OnEnvelope): Promise<SlackLink> {
  const unacknowledged = new Set<string>();
  const [ending, tellEnding] = promised<string>();
  const [gone, tellGone] = promised<void>();
  return new Promise((resolve, reject) => {
    const socket = openSlackSocket(url, {
      hello() {
        clearTimeout(late);
        resolve({ ending, gone, ...closings(socket, unacknowledged, gone) });
      },
      leaving: tellEnding,
      gone() {
        clearTimeout(late);
        reject(new Error('closed before it was greeted'));
        tellEnding(GONE);
        tellGone();
      },
      envelope(envelope) {
        const { envelope_id } = envelope;
        unacknowledged.add(envelope_id);
        onEnvelope(envelope, (payload) => {
          unacknowledged.delete(envelope_id);
          socket.send(JSON.stringify({ envelope_id, payload }));
        });
      },
    });
    const late = setTimeout(socket.close, HELLO_WITHIN_MS);
  });
}

function closings(
  socket: SlackSocket,
  unacknowledged: Set<string>,
  gone: Promise<void>,
): Pick<SlackLink, 'retire' | 'linger'> {
  const retire = async () => {
    const deadline = Date.now() + ACKNOWLEDGE_MS;
    while (unacknowledged.size > 0 && Date.now() < deadline) await wait(20);
    socket.close();
    await gone;
  };
  return {
    retire,
    async linger() {
      await Promise.race([gone, wait(LINGER_MS, undefined, { ref: false })]);
      await retire();
    },
  };
}

/** Node 20 lacks Promise.withResolvers. */
function promised<T>(): [Promise<T>, (value: T) => void] {
  let resolveIt: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => {
    resolveIt = resolve;
  });
  return [promise, resolveIt];
}
