import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { BOT_ID, PEOPLE, TEAM } from '../playground/index.js';

/** A message, and when Slack took it by `performance.now()`. */
export interface Posted {
  body: string;
  at: number;
}

/** The least that a bot needs of Slack: the playground checks every block, which would limit the load. */
export interface CannedSlack {
  url: string;
  /** Milliseconds before each answer. */
  latencyMs: number;
  /** A fresh `response_url` and the first message posted to it that does not only say that a page is loading. */
  responseUrl(): { url: string; posted: Promise<Posted> };
  stop(): Promise<void>;
}

const IDENTITY = JSON.stringify({ ok: true, team_id: TEAM.id, user_id: PEOPLE.bot, bot_id: BOT_ID });
/** What stands in a page's place when AWS or the bot takes long. */
const IS_LOADING = /: Loading page \d+…"/;

export async function startCannedSlack(): Promise<CannedSlack> {
  const waiting = new Map<string, (posted: Posted) => void>();
  let issued = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    if (slack.latencyMs > 0) await delay(slack.latencyMs);
    const path = request.url ?? '';
    if (!IS_LOADING.test(body)) {
      waiting.get(path)?.({ body, at: performance.now() });
      waiting.delete(path);
    }
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
    response.end(path.startsWith('/api/') ? IDENTITY : '{"ok":true}');
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const slack: CannedSlack = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    latencyMs: 0,
    responseUrl() {
      const path = `/actions/${TEAM.id}/${issued++}`;
      return { url: slack.url + path, posted: new Promise((resolve) => waiting.set(path, resolve)) };
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return slack;
}
