import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { bundlePage, type ServePage } from '../../bundle-page.js';
import type { Json, ServerEvent } from '../../slack/protocol.js';

/** A gesture as the page sent it: `action`, `command` …, and its body. */
export interface Sent {
  name: string;
  body: Json;
}

let bundled: Promise<ServePage> | undefined;

/** The server's side of the protocol with nothing behind it: says what it is told to say, keeps what it hears. */
export interface PageServer {
  url: string;
  sent: Sent[];
  /** Resolves with the next gesture of that name, one already sent but not yet taken included. */
  next(name: string): Promise<Json>;
  tell(event: ServerEvent): void;
  /** Ends every open stream, as a restarted server does. */
  hangUp(): void;
  close(): Promise<void>;
}

/** @param snapshot What each new stream starts with. @param answer The answer to a gesture; awaited, so that it can be held back. */
export async function startPageServer(
  snapshot: () => ServerEvent,
  answer: (sent: Sent) => unknown = () => ({ ok: true }),
): Promise<PageServer> {
  bundled ??= bundlePage();
  const servePage = await bundled;
  const streams = new Set<ServerResponse>();
  const hearing = createHearing();
  const write = (stream: ServerResponse, event: ServerEvent) => stream.write(`data: ${JSON.stringify(event)}\n\n`);
  const server = createServer(async (request, response) => {
    if (servePage(request, response)) return;
    if (request.url === '/ui/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      // The browser waits this long before it comes back; its own default is several seconds.
      response.write('retry: 50\n');
      streams.add(response);
      response.on('close', () => streams.delete(response));
      write(response, snapshot());
      return;
    }
    const gesture = { name: (request.url ?? '').replace('/ui/', ''), body: JSON.parse(await text(request)) as Json };
    hearing.hear(gesture);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(await answer(gesture)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: hearing.sent,
    next: hearing.next,
    tell(event) {
      for (const stream of streams) write(stream, event);
    },
    hangUp() {
      for (const stream of streams) stream.end();
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Keeps gestures, and hands each to the test that asks for the next of its name, before or after it was sent. */
function createHearing() {
  const sent: Sent[] = [];
  const untaken: Sent[] = [];
  const waiting: { name: string; resolve: (body: Json) => void }[] = [];
  const takeFrom = <T extends { name: string }>(list: T[], name: string): T | undefined => {
    const index = list.findIndex((entry) => entry.name === name);
    return index < 0 ? undefined : list.splice(index, 1)[0];
  };
  return {
    sent,
    hear(gesture: Sent): void {
      sent.push(gesture);
      const waiter = takeFrom(waiting, gesture.name);
      if (waiter) waiter.resolve(gesture.body);
      else untaken.push(gesture);
    },
    next(name: string): Promise<Json> {
      const taken = takeFrom(untaken, name);
      return taken ? Promise.resolve(taken.body) : new Promise((resolve) => waiting.push({ name, resolve }));
    },
  };
}
