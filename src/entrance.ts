import type { RequestListener } from 'node:http';
import { HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { boltLogger } from './bolt-logger.js';
import type { Config } from './config.js';
import { slackClientOptions } from './gateways/slack.js';

/** How Slack reaches us: requests on our own server, or a websocket that we open. */
export interface Entrance {
  receiver: Receiver;
  /** In HTTP mode, what answers Slack's requests. */
  requestListener?: RequestListener;
  open(): Promise<void>;
  /** Takes nothing new; what is being answered goes on. */
  close(): Promise<void>;
  /** Undefined when Slack can reach us. */
  notReady(): string | undefined;
}

export const createEntrance = (slack: Config['slack'], log: Logger): Entrance =>
  slack.mode === 'http' ? httpEntrance(slack.signingSecret, log) : socketEntrance(slack.appToken, slack.apiUrl, log);

function httpEntrance(signingSecret: string, log: Logger): Entrance {
  const receiver = new HTTPReceiver({ signingSecret, logger: boltLogger(log), endpoints: '/slack/events' });
  return {
    receiver,
    requestListener: receiver.requestListener,
    open: async () => {},
    close: async () => {},
    notReady: () => undefined,
  };
}

function socketEntrance(appToken: string, apiUrl: string, log: Logger): Entrance {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLogger(log),
    installerOptions: { clientOptions: slackClientOptions(apiUrl) },
  });
  let connected = false;
  receiver.client.on('connected', () => {
    connected = true;
  });
  for (const event of ['connecting', 'reconnecting', 'disconnecting', 'disconnected', 'close']) {
    receiver.client.on(event, () => {
      connected = false;
    });
  }
  return {
    receiver,
    open: async () => void (await receiver.start()),
    close: async () => {
      if (!connected) return;
      const disconnected = new Promise((resolve) => receiver.client.once('disconnected', resolve));
      await receiver.stop();
      await disconnected;
    },
    notReady: () => (connected ? undefined : 'not connected to Slack'),
  };
}
