import { createHash, randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

/** An SQS queue in memory without limits, which reports when it delivers a message. */
export interface CannedQueue {
  queueUrl: string;
  /** Milliseconds before each answer; a long poll ends when a message arrives. */
  latencyMs: number;
  /** Resolves with `performance.now()` at the first delivery. */
  send(body: string): Promise<number>;
  /** Deliveries so far, including repeated ones. */
  receives(): number;
  /** Resolves when every message is deleted. */
  emptied(): Promise<void>;
  stop(): Promise<void>;
}

interface Message {
  id: string;
  body: string;
  /** Milliseconds since 1970. */
  sentAt: number;
  receives: number;
  /** By `performance.now()`. */
  hiddenUntil: number;
  handedOut(at: number): void;
}

interface Input {
  MaxNumberOfMessages?: number;
  WaitTimeSeconds?: number;
  VisibilityTimeout?: number;
  ReceiptHandle?: string;
}

/** Listens on a free loopback port; speaks as much of SQS's JSON protocol as a consumer needs. */
export async function startCannedQueue(): Promise<CannedQueue> {
  const messages = new Map<string, Message>();
  const news = new EventEmitter().setMaxListeners(0);
  let receives = 0;
  news.on('received', () => {
    receives += 1;
  });
  const operations = createOperations(messages, news);
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const input = (await json(request)) as Input;
    if (queue.latencyMs > 0) await delay(queue.latencyMs);
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) as keyof typeof operations;
    const output = await operations[operation](input);
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(output));
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const queue: CannedQueue = {
    queueUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/123456789012/failures`,
    latencyMs: 0,
    send: (body) =>
      new Promise((handedOut) => {
        const id = randomUUID();
        messages.set(id, { id, body, sentAt: Date.now(), receives: 0, hiddenUntil: 0, handedOut });
        news.emit('sent');
      }),
    receives: () => receives,
    async emptied() {
      while (messages.size > 0) await once(news, 'deleted');
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return queue;
}

/** How often a waiting poll looks for messages that are visible again. */
const LOOK_AGAIN_MS = 200;

function createOperations(messages: Map<string, Message>, news: EventEmitter) {
  const hide = (id: string | undefined, seconds = 30) => {
    const message = messages.get(id ?? '');
    if (message) message.hiddenUntil = performance.now() + seconds * 1000;
  };
  const take = (most: number, seconds: number | undefined): Message[] => {
    const taken: Message[] = [];
    for (const message of messages.values()) {
      if (taken.length === most) break;
      if (message.hiddenUntil <= performance.now()) taken.push(message);
    }
    for (const message of taken) hide(message.id, seconds);
    return taken;
  };
  return {
    async ReceiveMessage({ MaxNumberOfMessages = 1, WaitTimeSeconds = 0, VisibilityTimeout }: Input) {
      const deadline = performance.now() + WaitTimeSeconds * 1000;
      let taken = take(MaxNumberOfMessages, VisibilityTimeout);
      while (taken.length === 0 && performance.now() < deadline) {
        await once(news, 'sent', { signal: AbortSignal.timeout(LOOK_AGAIN_MS) }).catch(() => {});
        taken = take(MaxNumberOfMessages, VisibilityTimeout);
      }
      for (const _ of taken) news.emit('received');
      return taken.length ? { Messages: taken.map(toAnswer) } : {};
    },
    async DeleteMessage({ ReceiptHandle = '' }: Input) {
      messages.delete(ReceiptHandle);
      news.emit('deleted');
      return {};
    },
    async ChangeMessageVisibility({ ReceiptHandle, VisibilityTimeout }: Input) {
      hide(ReceiptHandle, VisibilityTimeout);
      return {};
    },
  };
}

function toAnswer(message: Message) {
  const { id, body, sentAt } = message;
  message.receives += 1;
  message.handedOut(performance.now());
  return {
    MessageId: id,
    ReceiptHandle: id,
    Body: body,
    MD5OfBody: createHash('md5').update(body).digest('hex'),
    Attributes: { ApproximateReceiveCount: String(message.receives), SentTimestamp: String(sentAt) },
  };
}
