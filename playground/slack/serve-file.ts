import type { ServerResponse } from 'node:http';
import type { Core } from './core.js';

/** Never as a page: a log's content must not run on the workspace's address. */
export function serveFile(core: Core, id: string, response: ServerResponse): void {
  const file = core.state.files.get(id);
  if (!file?.content) return void response.writeHead(404).end();
  const image = /\.(png|jpe?g|gif)$/i.exec(file.name)?.[1]?.toLowerCase().replace('jpg', 'jpeg');
  const type = image ? `image/${image}` : 'text/plain; charset=utf-8';
  response.writeHead(200, { 'content-type': type, 'x-content-type-options': 'nosniff' }).end(file.content);
}
