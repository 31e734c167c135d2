import type { Logger } from 'pino';
import type { ConsumerTimings } from '../consumer/start-consumer.js';
import { createBuildSources } from '../gateways/build-sources.js';
import { type AwsSettings, awsClientConfig } from '../gateways/call-aws.js';
import { createCodePipeline } from '../gateways/code-pipeline.js';
import { postResponse } from '../gateways/response-url.js';
import { findHome } from '../gateways/slack.js';
import { createSayAside } from '../gateways/slack-aside.js';
import { createSlackDirectory } from '../gateways/slack-directory.js';
import { slackViews } from '../gateways/slack-views.js';
import { boltLogger } from '../runtime/bolt-logger.js';
import type { Config } from '../runtime/config.js';
import { createHttpServer } from '../runtime/http-server.js';
import { createInFlight } from '../runtime/in-flight.js';
import { createMetrics, type Metrics } from '../runtime/metrics.js';
import { createApp } from './app.js';
import { createReceiver } from './receiver.js';
import { slackEntrance } from './slack-entrance.js';

/** For what is in flight when the process is asked to stop; beyond the deadline of any interaction. */
const DRAIN_MS = 14_000;

export interface BotOptions {
  config: Config;
  log: Logger;
  /** Ends the wait for a Slack that does not answer. */
  signal: AbortSignal;
  metrics?: Metrics;
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
export async function startBot(options: BotOptions): Promise<Bot> {
  const { config, log, signal, metrics = createMetrics(), aws = {}, timings } = options;
  const awsConfig = { ...awsClientConfig, ...aws };
  const codePipeline = createCodePipeline(awsConfig);
  const failureSources = { ...codePipeline, ...createBuildSources(awsConfig) };
  const inFlight = createInFlight();
  const receiver = createReceiver(config.slack, log);
  let state: 'starting' | 'open' | 'stopping' = 'starting';
  const notReady = () => (state === 'open' ? receiver.notReady() : state);
  const entrance = receiver.requestListener && slackEntrance(receiver.requestListener, log);
  const server = createHttpServer({ notReady }, metrics, () => (state === 'starting' ? undefined : entrance));
  const port = await server.listen(config.port);

  const closing = async (error: unknown) => {
    await server.close();
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
      ...{ config, home, aws: awsConfig, sources: failureSources, directory, codePipeline, timings, log, onDone },
    })
    .catch(closing);
  createApp(
    { botToken, slackApiUrl: apiUrl, receiver: receiver.bolt },
    {
      ...{ home, codePipeline, failureSources, directory, announcements, postResponse, slackViews },
      acting: announcements?.acting,
      sayAside: createSayAside(botToken, apiUrl, boltLogger(log)),
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
      const deadline = Date.now() + DRAIN_MS;
      const stopAnnouncing = async () => announcements?.stop();
      inFlight.run(stopAnnouncing).catch((error) => log.error({ name: error.name }, 'announcing did not stop well'));
      // Only once nothing can come any more, what is in flight is all there is.
      await receiver.close();
      await server.close();
      const isFinished = await inFlight.drained(deadline - Date.now());
      if (!isFinished) log.error({ unfinished: inFlight.count() }, 'the time to finish is over');
    },
  };
}
