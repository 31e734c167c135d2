import type { ExchangeLog } from '../exchange-log.js';
import type { Faults } from './faults.js';
import type { RateLimits } from './rate-limits.js';
import type { Recordings } from './recordings.js';
import type { ResponseUrls } from './response-urls.js';
import type { Sockets } from './socket-mode.js';
import type { Triggers } from './triggers.js';
import type { WorkspaceState } from './workspace-state.js';

/** A slash command as the app's manifest declares it. */
export interface CommandDeclaration {
  command: string;
  description: string;
  usageHint: string;
  /** Whether names typed behind it come with their ids; off, as in Slack, unless it is asked for. */
  shouldEscape?: boolean;
}

/** How the workspace is set up; what a test may want to switch. */
export interface Settings {
  botToken: string;
  signingSecret: string;
  appToken?: string;
  commands: CommandDeclaration[];
  /** The Enterprise Grid organization that the workspace belongs to, if any. */
  enterpriseId?: string;
  /** Scopes granted to the bot; without it, all. */
  scopes?: string[];
  /** Milliseconds the bot has for an acknowledgement: Slack's 3,000. */
  ackDeadlineMs: number;
  /** Milliseconds a `trigger_id` is good for. */
  triggerLifeMs: number;
  /** Milliseconds between Slack's word that it closes a socket and its doing so: about ten seconds. */
  socketLeaveMs: number;
  /** Whether calls past Slack's rate limits are answered 429. */
  isRateLimited: boolean;
  /** Status of a `response_url` answer that refuses blocks; nobody has confirmed which one Slack sends. */
  refusalStatus: 200 | 400;
}

/** The workspace's parts, handed to whatever acts on them. */
export interface Core {
  settings: Settings;
  /** Milliseconds since 1970. */
  now: () => number;
  /** The workspace's own address, `http://127.0.0.1:<port>`. */
  url: () => string;
  /** Where interactions are sent; undefined until the bot's address is known. */
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
