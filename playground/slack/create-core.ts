import { createExchangeLog, type ExchangeLog } from '../exchange-log.js';
import type { Core, Settings } from './core.js';
import { createFaults } from './faults.js';
import { createRateLimits } from './rate-limits.js';
import { createRecordings } from './recordings.js';
import { createResponseUrls } from './response-urls.js';
import { seedWorkspace } from './seed-workspace.js';
import { createSockets } from './socket-mode.js';
import { createTriggers } from './triggers.js';
import { createWorkspaceState } from './workspace-state.js';

export interface CoreOptions extends Partial<Settings> {
  exchangeLog?: ExchangeLog;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Number of requests, deliveries and violations kept. */
  keepRecordings?: number;
}

/** Addresses, known once the workspace runs. */
export interface Addresses {
  /** `http://127.0.0.1:<port>`. */
  workspace: string;
  /** For interactions. */
  bot: string | undefined;
}

const DEFAULTS: Settings = {
  botToken: 'xoxb-local-workspace',
  signingSecret: 'local-signing-secret',
  commands: [
    { command: '/pipeline-actions', description: 'Show one page of action executions', usageHint: 'my-pipeline' },
  ],
  ackDeadlineMs: 3000,
  triggerLifeMs: 3000,
  socketLeaveMs: 10_000,
  isRateLimited: false,
  refusalStatus: 200,
};

/** Makes the workspace's parts without listening. */
export function createCore(options: CoreOptions, addresses: Addresses): Core {
  const { exchangeLog, now = Date.now, keepRecordings = 10_000, ...given } = options;
  const settings: Settings = { ...DEFAULTS, ...given };
  return {
    settings,
    now,
    url: () => addresses.workspace,
    requestUrl: () => addresses.bot,
    state: createWorkspaceState(now, seedWorkspace()),
    triggers: createTriggers(now, settings.triggerLifeMs),
    responseUrls: createResponseUrls(now),
    faults: createFaults(),
    rateLimits: createRateLimits(now),
    recordings: createRecordings(keepRecordings),
    exchanges: exchangeLog ?? createExchangeLog(),
    sockets: createSockets(settings),
  };
}
