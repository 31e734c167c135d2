import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerResponseUrl } from './answer-response-url.js';
import { answerUpload } from './answer-upload.js';
import type { Core } from './core.js';
import { type Addresses, type CoreOptions, createCore } from './create-core.js';
import { createPageApi, type PageApi, type PageControls } from './page-api.js';
import type { Controls } from './protocol.js';
import { serveFile } from './serve-file.js';
import { answerMethod } from './web-api.js';
import { type SlackWorkspace, workspaceHandle } from './workspace-handle.js';

export type { SlackWorkspace } from './workspace-handle.js';

export interface SlackWorkspaceOptions extends CoreOptions {
  /** 0, any free port, by default. */
  port?: number;
  /** The bot's address; may be set later. */
  requestUrl?: string;
  /** False when there is no such file. */
  servePage?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** For the page's control panel. */
  onControl?: PageControls['act'];
  controls?: Controls;
}

/**
 * Starts a strict Slack: Web API in, payloads out.
 * @returns Once it listens. Nothing outlives `stop()`.
 */
export async function startSlackWorkspace(options: SlackWorkspaceOptions = {}): Promise<SlackWorkspace> {
  const { port = 0, requestUrl, servePage, onControl, controls, ...coreOptions } = options;
  const addresses: Addresses = { workspace: '', bot: requestUrl };
  const core = createCore(coreOptions, addresses);
  const pageControls: PageControls = { latest: controls ?? null, act: onControl ?? (async () => '') };
  const page = createPageApi(core, pageControls);
  const server = createServer(listener(core, page, servePage));
  server.on('upgrade', (request, socket) => core.sockets.accept(request, socket));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  addresses.workspace = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return workspaceHandle(core, {
    setRequestUrl(address) {
      addresses.bot = address;
    },
    setControls(latest) {
      pageControls.latest = latest;
      page.tell({ type: 'controls', controls: latest });
    },
    stop: () =>
      new Promise((resolve) => {
        core.sockets.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

function listener(core: Core, page: PageApi, servePage: SlackWorkspaceOptions['servePage']): RequestListener {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const [path = ''] = (request.url ?? '').split('?');
    const [, root = '', id = '', rest = ''] = path.split('/');
    if (root === 'api') await answerMethod(core, id, request, response);
    else if (root === 'commands' || root === 'actions') await answerResponseUrl(core, path, request, response);
    else if (root === 'upload') await answerUpload(core, rest, request, response);
    else if (root === 'files') serveFile(core, id, response);
    else if (root === 'ui') await page.answer(request, response);
    else if (!servePage?.(request, response)) response.writeHead(404).end();
  };
  return (request, response) => {
    answer(request, response).catch((error) => {
      // The bot may be killed while it sends.
      if (request.complete) failLoudly(core, error, response);
    });
  };
}

/** A bug of the workspace must not look like a refusal of Slack's. */
function failLoudly(core: Core, error: unknown, response: ServerResponse): void {
  const notes = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  core.recordings.addViolation({ kind: 'refused', where: 'workspace', error: 'internal_error', notes, body: null });
  if (!response.headersSent) response.writeHead(500).end();
}
