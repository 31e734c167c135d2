import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { Agent, buildConnector, ping, WebSocket } from 'undici';

/** One payload on its way over a socket; it is acknowledged by its id. */
export interface Envelope {
  envelope_id: string;
  type: string;
  payload: unknown;
  retry_attempt?: number;
  retry_reason?: string;
}

/** What is heard from a connection. */
export interface Hearing {
  /** Slack has greeted: payloads may come. */
  hello(): void;
  envelope(envelope: Envelope): void;
  /** Slack is going to close: `warning`, `refresh_requested`, `link_disabled`. Payloads may still come. */
  leaving(reason: string): void;
  /** It is closed, by whomever; told once. */
  gone(): void;
}

export interface SlackSocket {
  /** @throws Error when it is closed. */
  send(text: string): void;
  close(): void;
}

const PING_EVERY_MS = 5000;
/** Slack pings every ten seconds or so, and answers ours: silence of this length is a connection that is dead. */
const SILENCE_MS = 15_000;
const CLOSE_WITHIN_MS = 2000;

/** One websocket to Slack, to an address of `apps.connections.open`; it notices when nobody is at the other end. */
export function openSlackSocket(url: string, on: Hearing): SlackSocket {
  let lastHeard = Date.now();
  let isGone = false;
  const { dispatcher, destroy } = ownConnection();
  const socket = new WebSocket(url, { dispatcher });
  const end = () => {
    if (isGone) return;
    isGone = true;
    clearInterval(beat);
    for (const channel of FRAMES) unsubscribe(channel, onFrame);
    destroy();
    on.gone();
  };
  const onFrame = (frame: unknown) => {
    if ((frame as { websocket?: unknown }).websocket === socket) lastHeard = Date.now();
  };
  for (const channel of FRAMES) subscribe(channel, onFrame);
  const beat = setInterval(() => {
    if (Date.now() - lastHeard > SILENCE_MS) return end();
    if (socket.readyState === WebSocket.OPEN) ping(socket, Buffer.from('ping'));
  }, PING_EVERY_MS);
  socket.addEventListener('close', end);
  socket.addEventListener('error', end);
  socket.addEventListener('message', ({ data }) => {
    lastHeard = Date.now();
    hear(String(data), on);
  });
  return {
    send(text) {
      if (socket.readyState !== WebSocket.OPEN) throw new Error('The socket is closed.');
      socket.send(text);
    },
    close() {
      socket.close();
      setTimeout(end, CLOSE_WITHIN_MS).unref();
    },
  };
}

const FRAMES = ['undici:websocket:ping', 'undici:websocket:pong'];

/** A connection that can be cut: undici hides the socket of a WebSocket, whose other end may never answer a close. */
function ownConnection(): { dispatcher: Agent; destroy(): void } {
  let own: Socket | undefined;
  const connect = buildConnector({ allowH2: false });
  const dispatcher = new Agent({
    connect: (options, callback) =>
      connect(options, (error, socket) => {
        if (!socket) return callback(error ?? new Error('no socket'), null);
        own = socket;
        return callback(null, socket);
      }),
  });
  return { dispatcher, destroy: () => void own?.destroy() };
}

function hear(text: string, on: Hearing): void {
  const said = parse(text) as Partial<Envelope> & { reason?: unknown };
  if (said.type === 'hello') on.hello();
  else if (said.type === 'disconnect') on.leaving(String(said.reason));
  else if (typeof said.envelope_id === 'string') on.envelope(said as Envelope);
}

function parse(text: string): object {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
