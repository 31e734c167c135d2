import { setTimeout as wait } from 'node:timers/promises';
import { type Envelope, openSlackSocket, type SlackSocket } from './slack-socket.js';

const HELLO_WITHIN_MS = 10_000;
/** So long may an acknowledgement take, and a stop waits for it. */
const ACKNOWLEDGE_MS = 3000;
/** Slack closes a connection itself some ten seconds after it said so; whoever closes first loses what is on its way. */
const LINGER_MS = 30_000;

/** The reason of a connection that is closed already. */
export const GONE = 'gone';

/** Sends the acknowledgement of an envelope, back on the connection it came by. @throws Error when that is closed. */
export type Acknowledge = (response: object) => void;
export type OnEnvelope = (envelope: Envelope, acknowledge: Acknowledge) => void;

/** A connection that Slack has greeted. */
export interface SlackLink {
  /** Resolves when Slack is about to close it, with its reason, or when it is gone. */
  ending: Promise<string>;
  gone: Promise<void>;
  /** Closes it once what came by it is acknowledged; resolves when it is gone. */
  retire(): Promise<void>;
  /** Leaves the closing to Slack; closes it when Slack has not done so for long. */
  linger(): Promise<void>;
}

/** Opens a connection and waits for Slack's greeting. @throws Error when there is none. */
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

/** A promise and what resolves it. Node 20 lacks Promise.withResolvers. */
function promised<T>(): [Promise<T>, (value: T) => void] {
  let resolveIt: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => {
    resolveIt = resolve;
  });
  return [promise, resolveIt];
}
