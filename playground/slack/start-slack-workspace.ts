import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createExchangeLog, type ExchangeLog } from '../exchange-log.js';
import { answerResponseUrl } from './answer-response-url.js';
import { answerUpload } from './answer-upload.js';
import type { Core, Settings } from './core.js';
import { createFaults } from './faults.js';
import { createPageApi, type PageControls } from './page-api.js';
import type { ControlGesture, Controls } from './protocol.js';
import { createRateLimits } from './rate-limits.js';
import { createRecordings } from './recordings.js';
import { createResponseUrls } from './response-urls.js';
import { serveFile } from './serve-file.js';
import { createSockets } from './socket-mode.js';
import { createTriggers } from './triggers.js';
import { answerMethod } from './web-api.js';
import { type SlackWorkspace, workspaceHandle } from './workspace-handle.js';
import { createWorkspaceState } from './workspace-state.js';

export type { SlackWorkspace } from './workspace-handle.js';

export interface SlackWorkspaceOptions extends Partial<Settings> {
  /** 0, the default, for any free port. */
  port?: number;
  /** Where commands, clicks and requests for options are sent; may be set later. */
  requestUrl?: string;
  exchangeLog?: ExchangeLog;
  /** Answers a request for the page's own files; false when there is no such file. */
  servePage?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Does what the page's control panel asks for. */
  onControl?: PageControls['act'];
  controls?: Controls;
  /** Milliseconds since 1970, for expiries and timestamps. */
  now?: () => number;
  /** How many requests, deliveries and violations are remembered. */
  keepRecordings?: number;
}

const DEFAULTS: Settings = {
  botToken: 'xoxb-local-workspace',
  signingSecret: 'local-signing-secret',
  commands: [
    { command: '/pipeline-actions', description: 'Show one page of action executions', usageHint: 'my-pipeline' },
  ],
  ackDeadlineMs: 3000,
  isRateLimited: false,
  refusalStatus: 200,
};

/**
 * Starts a workspace that speaks Slack's Web API, calls the bot as Slack does, and refuses what Slack refuses.
 * @returns Once it listens. Nothing of it outlives `stop()`.
 */
export async function startSlackWorkspace(options: SlackWorkspaceOptions = {}): Promise<SlackWorkspace> {
  const {
    port = 0,
    requestUrl,
    exchangeLog,
    servePage,
    onControl,
    controls,
    now = Date.now,
    keepRecordings = 10_000,
    ...settings
  } = options;
  let [url, target] = ['', requestUrl];
  const all: Settings = { ...DEFAULTS, ...settings };
  const core: Core = {
    ...{ settings: all, now, url: () => url, requestUrl: () => target, state: createWorkspaceState(now) },
    ...{ triggers: createTriggers(now), responseUrls: createResponseUrls(now), faults: createFaults() },
    ...{ rateLimits: createRateLimits(now), recordings: createRecordings(keepRecordings) },
    ...{ exchanges: exchangeLog ?? createExchangeLog(), sockets: createSockets(all.ackDeadlineMs) },
  };
  const pageControls: PageControls = { latest: controls ?? null, act: onControl ?? ((_: ControlGesture) => undefined) };
  const page = createPageApi(core, pageControls);
  const route = (request: IncomingMessage, response: ServerResponse): Promise<void> | void => {
    const path = new URL(request.url ?? '/', 'http://slack').pathname;
    const [, root = '', id = '', rest = ''] = path.split('/');
    if (root === 'api') return answerMethod(core, id, request, response);
    if (root === 'commands' || root === 'actions') return answerResponseUrl(core, path, request, response);
    if (root === 'upload') return answerUpload(core, rest, request, response);
    if (root === 'files') return serveFile(core, id, response);
    if (root === 'ui') return page.answer(request, response);
    if (!servePage?.(request, response)) response.writeHead(404).end();
  };
  const server = createServer((request, response) => {
    Promise.resolve(route(request, response)).catch((error) => failLoudly(core, error, response));
  });
  server.on('upgrade', (request, socket) => core.sockets.accept(request, socket));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return workspaceHandle(core, {
    setRequestUrl(address) {
      target = address;
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

/** A fault of the workspace's own is no refusal of Slack's: it is recorded as such and nobody can overlook it. */
function failLoudly(core: Core, error: unknown, response: ServerResponse): void {
  const notes = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  core.recordings.addViolation({ kind: 'refused', where: 'workspace', error: 'internal_error', notes, body: null });
  if (!response.headersSent) response.writeHead(500).end();
}
