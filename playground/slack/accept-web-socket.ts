import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Frame, readFrame, writeFrame } from './web-socket-frames.js';

const HANDSHAKE_ID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const [CONTINUATION, TEXT, CLOSE, PING, PONG] = [0, 1, 8, 9, 10];
const NORMAL_CLOSURE = Buffer.from([0x03, 0xe8]);

/** The server's end of a text WebSocket. */
export interface WebSocketPeer {
  send(text: string): void;
  ping(): void;
  close(): void;
  /** Destroys the connection without a close frame. */
  cut(): void;
}

/** `closed` may be called twice. */
interface Hearing {
  text(text: string): void;
  closed(): void;
}

/** Answers an HTTP upgrade (RFC 6455), without extensions. */
export function acceptWebSocket(request: IncomingMessage, socket: Duplex, on: Hearing): WebSocketPeer {
  const accept = createHash('sha1')
    .update(request.headers['sec-websocket-key'] + HANDSHAKE_ID)
    .digest('base64');
  const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
  socket.write(`${[...lines, `Sec-WebSocket-Accept: ${accept}`].join('\r\n')}\r\n\r\n`);
  const send = (opcode: number, payload: Buffer) => void (socket.writable && socket.write(writeFrame(opcode, payload)));
  const text = textCollector(on.text);
  readFrames(socket, (frame) => {
    text(frame);
    if (frame.opcode === PING) send(PONG, frame.payload);
    if (frame.opcode !== CLOSE) return;
    // The client takes nothing from here on, though its connection may last a while.
    on.closed();
    socket.end(writeFrame(CLOSE, frame.payload.subarray(0, 2)));
  });
  socket.on('close', on.closed);
  return {
    send: (words) => send(TEXT, Buffer.from(words)),
    ping: () => send(PING, Buffer.from('Ping from Slack')),
    cut() {
      on.closed();
      socket.destroy();
    },
    close: () => void socket.end(writeFrame(CLOSE, NORMAL_CLOSURE), () => socket.destroy()),
  };
}

/** Parses frames; disconnects a client that sends anything else. */
function readFrames(socket: Duplex, hear: (frame: Frame) => void): void {
  let bytes = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    try {
      for (let read = readFrame(bytes); read; read = readFrame(bytes)) {
        bytes = Buffer.from(read.rest);
        hear(read.frame);
      }
    } catch {
      socket.destroy();
    }
  });
}

/** Joins the frames of a text. */
function textCollector(hear: (text: string) => void): (frame: Frame) => void {
  let pieces: Buffer[] = [];
  return ({ opcode, payload, isFinal }) => {
    if (opcode !== TEXT && opcode !== CONTINUATION) return;
    pieces.push(payload);
    if (!isFinal) return;
    const text = Buffer.concat(pieces).toString();
    pieces = [];
    hear(text);
  };
}
