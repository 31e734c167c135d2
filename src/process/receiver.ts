import type { RequestListener } from 'node:http';
import { type App, HTTPReceiver, type Receiver } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Acknowledge } from '../gateways/slack-link.js';
import type { Envelope } from '../gateways/slack-socket.js';
import { createSocketMode } from '../gateways/socket-mode.js';
import { boltLogger } from '../runtime/bolt-logger.js';
import type { Config } from '../runtime/config.js';
import { isSlackBody } from './slack-body.js';

/** How Slack reaches us: HTTP requests, or websockets that we open. */
export interface SlackReceiver {
  bolt: Receiver;
  requestListener?: RequestListener;
  /** @throws SlackTokenProblem */
  open(): Promise<void>;
  /** Takes nothing new; answers in progress go on. */
  close(): Promise<void>;
  /** Undefined when Slack can reach us. */
  notReady(): string | undefined;
}

export const createReceiver = (slack: Config['slack'], log: Logger): SlackReceiver =>
  slack.mode === 'http' ? httpReceiver(slack.signingSecret, log) : socketReceiver(slack, log);

function httpReceiver(signingSecret: string, log: Logger): SlackReceiver {
  const receiver = new HTTPReceiver({ signingSecret, logger: boltLogger(log), endpoints: '/slack/events' });
  return {
    bolt: receiver,
    requestListener: receiver.requestListener,
    open: async () => {},
    close: async () => {},
    notReady: () => undefined,
  };
}

/** Bolt's own Socket Mode receiver is deaf for five seconds whenever Slack renews its connection. */
function socketReceiver(slack: { appToken: string; apiUrl: string }, log: Logger): SlackReceiver {
  let app: App | undefined;
  const sockets = createSocketMode(slack, log, (envelope, acknowledge) => {
    void process(app, envelope, acknowledge, log);
  });
  return {
    bolt: {
      init(bolt) {
        app = bolt;
      },
      start: sockets.open,
      stop: sockets.close,
    },
    open: sockets.open,
    close: sockets.close,
    notReady: () => (sockets.isConnected() ? undefined : 'not connected to Slack'),
  };
}

/** Hands a payload to Bolt; never rejects. Invalid payloads are acknowledged, or Slack would repeat them. */
async function process(app: App | undefined, envelope: Envelope, acknowledge: Acknowledge, log: Logger): Promise<void> {
  const { type, payload, retry_attempt: retryNum, retry_reason: retryReason } = envelope;
  let isAcknowledged = false;
  const ack = async (response?: unknown) => {
    if (isAcknowledged) return;
    isAcknowledged = true;
    acknowledge(typeof response === 'string' ? { text: response } : Object(response ?? {}));
  };
  try {
    if (!isSlackBody(payload)) {
      log.warn({ what: 'slack envelope', type }, 'not what Slack sends');
      return await ack();
    }
    const retry = { ...(retryNum !== undefined && { retryNum }), ...(retryReason !== undefined && { retryReason }) };
    await app?.processEvent({ body: payload as Record<string, unknown>, ack, ...retry });
  } catch (error) {
    log.error({ what: 'slack envelope', type, name: (error as Error).name }, 'an envelope was not dealt with');
  }
}
