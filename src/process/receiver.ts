import type { RequestListener } from 'node:http';
import { HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { slackClientOptions } from '../gateways/slack.js';
import { boltLogger } from '../runtime/bolt-logger.js';
import type { Config } from '../runtime/config.js';

/** How Slack reaches us: requests on our own server, or a websocket that we open. */
export interface SlackReceiver {
  bolt: Receiver;
  /** In HTTP mode, what answers Slack's requests. */
  requestListener?: RequestListener;
  open(): Promise<void>;
  /** Takes nothing new; what is being answered goes on. */
  close(): Promise<void>;
  /** Undefined when Slack can reach us. */
  notReady(): string | undefined;
}

export const createReceiver = (slack: Config['slack'], log: Logger): SlackReceiver =>
  slack.mode === 'http' ? httpReceiver(slack.signingSecret, log) : socketReceiver(slack.appToken, slack.apiUrl, log);

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

function socketReceiver(appToken: string, apiUrl: string, log: Logger): SlackReceiver {
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
    bolt: receiver,
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
