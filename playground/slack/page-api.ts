import type { IncomingMessage, ServerResponse } from 'node:http';
import { isObject } from './checks/walk-blocks.js';
import type { Core } from './core.js';
import { answerGesture } from './page-gestures.js';
import { pageSnapshot } from './page-snapshot.js';
import type { ControlGesture, Controls, ServerEvent } from './protocol.js';
import { parseJson } from './read-arguments.js';
import { readBody } from './read-body.js';
import { PEOPLE } from './seed-workspace.js';

/** What the playground adds to the page. */
export interface PageControls {
  latest: Controls | null;
  /** @returns what happened, in words. */
  act: (gesture: ControlGesture) => Promise<string>;
}

/** `GET /ui/events` and `POST /ui/*`. */
export interface PageApi {
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** To every open page. */
  tell(event: ServerEvent): void;
}

export function createPageApi(core: Core, controls: PageControls): PageApi {
  const pages = new Set<ServerResponse>();
  const tell = (event: ServerEvent) => {
    if (!isForMe(core, event)) return;
    for (const page of pages) page.write(eventText(event));
  };
  core.state.changes.listen(tell);
  core.exchanges.onAdd((exchange) => tell({ type: 'exchange', exchange }));
  return {
    tell,
    async answer(request, response) {
      const [path = ''] = (request.url ?? '').split('?');
      if (!isOwnPage(request)) return void response.writeHead(403).end();
      if (path === '/ui/events' && request.method === 'GET') {
        response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
        response.write(eventText(pageSnapshot(core, controls.latest)));
        pages.add(response);
        return void response.on('close', () => pages.delete(response));
      }
      if (request.method !== 'POST') return void response.writeHead(405).end();
      const gesture = parseJson((await readBody(request)).toString());
      const answer = await answerGesture(core, controls.act, path, isObject(gesture) ? gesture : {});
      response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? {}));
    },
  };
}

const eventText = (event: ServerEvent) => `data: ${JSON.stringify(event)}\n\n`;

/** Hides other users' ephemeral messages and modals. */
function isForMe(core: Core, event: ServerEvent): boolean {
  if (event.type === 'view') return (core.state.views.of(PEOPLE.me).at(-1)?.id ?? null) === (event.view?.id ?? null);
  const channel =
    event.type === 'message' ? event.message.channel : event.type === 'channel' ? event.channel.id : undefined;
  if (channel !== undefined && !core.state.channels.get(channel)?.members.includes(PEOPLE.me)) return false;
  return event.type !== 'message' || event.message.visibleTo === undefined || event.message.visibleTo === PEOPLE.me;
}

/** Any website could send to a local address. */
function isOwnPage({ headers }: IncomingMessage): boolean {
  const host = headers.host ?? '';
  const isLocal = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host);
  return isLocal && (headers.origin === undefined || headers.origin === `http://${host}`);
}
