import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { Agent, buildConnector, ping, WebSocket } from 'undici';

export interface Envelope {
  envelope_id: string;
  type: string;
  payload: unknown;
  retry_attempt?: number;
  retry_reason?: string;
}

export interface Hearing {
  hello(): void;
  envelope(envelope: Envelope): void;
  /** Slack will close: `warning`, `refresh_requested`, `link_disabled`. Payloads may still come. */
  leaving(reason: string): void;
  /** Closed by either side; called once. */
  gone(): void;
}

export interface SlackSocket {
  /** @throws Error when it is closed. */
  send(text: string): void;
  close(): void;
}

const PING_EVERY_MS = 5000;
/** Slack pings about every ten seconds and answers our pings, so after this silence the connection is dead. */
const SILENCE_MS = 15_000;
const CLOSE_WITHIN_MS = 2000;

/** One websocket to a URL of `apps.connections.open`, which detects a dead peer. */
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

/** undici hides the socket of a WebSocket, and its peer may never answer a close. */
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
