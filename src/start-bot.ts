import type { Logger } from 'pino';
import { createApp } from './app.js';
import type { Config } from './config.js';
import { createEntrance } from './entrance.js';
import { type AwsSettings, awsClientConfig } from './gateways/call-aws.js';
import { createCodePipeline } from './gateways/code-pipeline.js';
import { postResponse } from './gateways/response-url.js';
import { findHome } from './gateways/slack.js';
import { close, createHttpServer, listen } from './http-server.js';
import { createInFlight } from './in-flight.js';
import { createMetrics } from './metrics.js';

/** For what is in flight when the process is asked to stop. */
const DRAIN_MS = 12_000;

export interface BotOptions {
  config: Config;
  log: Logger;
  /** Ends the wait for a Slack that does not answer. */
  signal: AbortSignal;
  /** Settings of the AWS clients beside those of the environment. */
  aws?: AwsSettings;
}

export interface Bot {
  /** Where Slack's requests and health are served. */
  port: number;
  /** Not ready → takes nothing new → finishes what is in flight → closed. */
  stop(): Promise<void>;
}

/**
 * Wires and starts everything. Health can be asked from the first moment on; ready is when Slack has said who we are
 * and can reach us.
 * @throws SlackTokenProblem or the operating system's refusal to listen.
 */
export async function startBot({ config, log, signal, aws = {} }: BotOptions): Promise<Bot> {
  const codePipeline = createCodePipeline({ ...awsClientConfig, ...aws });
  const metrics = createMetrics();
  const inFlight = createInFlight();
  const entrance = createEntrance(config.slack, log);
  let state: 'starting' | 'open' | 'stopping' = 'starting';
  const notReady = () => (state === 'open' ? entrance.notReady() : state);
  const server = createHttpServer({ notReady }, metrics, () =>
    state === 'starting' ? undefined : entrance.requestListener,
  );
  const port = await listen(server, config.port);

  const home = await findHome(config.slack.botToken, config.slack.apiUrl, log, signal).catch(async (error: unknown) => {
    await close(server);
    throw error;
  });
  createApp(
    { botToken: config.slack.botToken, slackApiUrl: config.slack.apiUrl, receiver: entrance.receiver },
    { home, codePipeline, postResponse, inFlight, log, now: () => new Date(), onDone: metrics.done },
  );
  await entrance.open();
  state = 'open';
  log.info({ mode: config.slack.mode, port, team: home.teamId }, 'ready');

  return {
    port,
    async stop() {
      state = 'stopping';
      await entrance.close();
      await Promise.all([close(server), inFlight.drained(DRAIN_MS)]);
    },
  };
}
