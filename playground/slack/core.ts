import type { ExchangeLog } from '../exchange-log.js';
import type { Faults } from './faults.js';
import type { RateLimits } from './rate-limits.js';
import type { Recordings } from './recordings.js';
import type { ResponseUrls } from './response-urls.js';
import type { Sockets } from './socket-mode.js';
import type { Triggers } from './triggers.js';
import type { WorkspaceState } from './workspace-state.js';

/** As the app's manifest declares it. */
export interface CommandDeclaration {
  command: string;
  description: string;
  usageHint: string;
  /** Whether names in its text come with their ids; off by default, as in Slack. */
  shouldEscape?: boolean;
}

/** Settings that a test may change. */
export interface Settings {
  botToken: string;
  signingSecret: string;
  appToken?: string;
  commands: CommandDeclaration[];
  /** The Enterprise Grid organization, if any. */
  enterpriseId?: string;
  /** Scopes granted to the bot; all by default. */
  scopes?: string[];
  /** Milliseconds for an acknowledgement: Slack's 3,000. */
  ackDeadlineMs: number;
  /** Milliseconds that a `trigger_id` is valid. */
  triggerLifeMs: number;
  /** Milliseconds between Slack's warning and its closing of a socket: about ten seconds. */
  socketLeaveMs: number;
  /** Whether to answer 429 beyond Slack's rate limits. */
  isRateLimited: boolean;
  /** Status of a refused `response_url` call; Slack's actual one is unconfirmed. */
  refusalStatus: 200 | 400;
}

/** The workspace's parts. */
export interface Core {
  settings: Settings;
  /** Milliseconds since 1970. */
  now: () => number;
  /** `http://127.0.0.1:<port>`. */
  url: () => string;
  /** The bot's address; undefined until known. */
  requestUrl: () => string | undefined;
  state: WorkspaceState;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  faults: Faults;
  rateLimits: RateLimits;
  recordings: Recordings;
  exchanges: ExchangeLog;
  sockets: Sockets;
}
