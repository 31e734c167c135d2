import type { Logger } from 'pino';
import type { ConsumerTimings } from '../consumer/start-consumer.js';
import { createBuildSources } from '../gateways/build-sources.js';
import { type AwsSettings, awsClientConfig } from '../gateways/call-aws.js';
import { createCodePipeline } from '../gateways/code-pipeline.js';
import { postResponse } from '../gateways/response-url.js';
import { findHome } from '../gateways/slack.js';
import { createSlackDirectory } from '../gateways/slack-directory.js';
import { slackViews } from '../gateways/slack-views.js';
import { boltLogger } from '../runtime/bolt-logger.js';
import type { Config } from '../runtime/config.js';
import { close, createHttpServer, listen } from '../runtime/http-server.js';
import { createInFlight } from '../runtime/in-flight.js';
import { createMetrics } from '../runtime/metrics.js';
import { createApp } from './app.js';
import { createReceiver } from './receiver.js';

/** For what is in flight when the process is asked to stop. */
const DRAIN_MS = 12_000;

export interface BotOptions {
  config: Config;
  log: Logger;
  /** Ends the wait for a Slack that does not answer. */
  signal: AbortSignal;
  /** Settings of the AWS clients beside those of the environment. */
  aws?: AwsSettings;
  /** Of the queue's consumer, where they should not be its own. */
  timings?: Partial<ConsumerTimings>;
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
export async function startBot({ config, log, signal, aws = {}, timings }: BotOptions): Promise<Bot> {
  const awsConfig = { ...awsClientConfig, ...aws };
  const codePipeline = createCodePipeline(awsConfig);
  const failureSources = { ...codePipeline, ...createBuildSources(awsConfig) };
  const metrics = createMetrics();
  const inFlight = createInFlight();
  const receiver = createReceiver(config.slack, log);
  let state: 'starting' | 'open' | 'stopping' = 'starting';
  const notReady = () => (state === 'open' ? receiver.notReady() : state);
  const server = createHttpServer({ notReady }, metrics, () =>
    state === 'starting' ? undefined : receiver.requestListener,
  );
  const port = await listen(server, config.port);

  const closing = async (error: unknown) => {
    await close(server);
    throw error;
  };
  const { botToken, apiUrl } = config.slack;
  const [home, announcing] = await Promise.all([
    findHome(botToken, apiUrl, log, signal),
    // Read only where it is asked for, and while Slack thinks.
    config.announcements && import('./start-announcing.js'),
  ]).catch(closing);
  const onDone = metrics.done;
  const directory = createSlackDirectory(botToken, apiUrl, Date.now, boltLogger(log));
  const announcements = await announcing
    ?.openAnnouncements({
      ...{ config, home, aws: awsConfig, sources: failureSources, directory, timings, log, onDone },
    })
    .catch(closing);
  createApp(
    { botToken, slackApiUrl: apiUrl, receiver: receiver.bolt },
    {
      ...{ home, codePipeline, failureSources, directory, announcements, postResponse, slackViews },
      ...{ inFlight, log, now: () => new Date(), onDone },
    },
  );
  await receiver.open();
  announcements?.start();
  state = 'open';
  log.info({ mode: config.slack.mode, port, team: home.teamId }, 'ready');

  return {
    port,
    async stop() {
      state = 'stopping';
      await receiver.close();
      if (announcements) void inFlight.run(announcements.stop);
      await Promise.all([close(server), inFlight.drained(DRAIN_MS)]);
    },
  };
}
