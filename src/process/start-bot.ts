import type { Logger } from 'pino';
import type { ConsumerTimings } from '../consumer/start-consumer.js';
import { isPassing } from '../domain/aws-problem.js';
import { createBuildSources } from '../gateways/build-sources.js';
import { type AwsSettings, awsClientConfig } from '../gateways/call-aws.js';
import { createCodePipeline } from '../gateways/code-pipeline.js';
import { createOperatorChannel } from '../gateways/operator-channel.js';
import { postResponse } from '../gateways/response-url.js';
import { findHome } from '../gateways/slack.js';
import { createSayAside } from '../gateways/slack-aside.js';
import { createSlackDirectory } from '../gateways/slack-directory.js';
import { createSlackMembers } from '../gateways/slack-members.js';
import { slackViews } from '../gateways/slack-views.js';
import { boltLogger } from '../runtime/bolt-logger.js';
import type { Config } from '../runtime/config.js';
import { createHttpServer } from '../runtime/http-server.js';
import { createInFlight, type InFlight } from '../runtime/in-flight.js';
import { createMetrics, type Metrics } from '../runtime/metrics.js';
import { untilReached } from '../runtime/until-reached.js';
import { createApp } from './app.js';
import { checkRequests } from './check-requests.js';
import { guardReading } from './guard-reading.js';
import { createReceiver, type SlackReceiver } from './receiver.js';
import type { AnnouncingOptions, RunningAnnouncements } from './start-announcing.js';
import { type HealthWatch, watchHealth } from './watch-health.js';

const DRAIN_MS = 14_000; // longer than the deadline of any interaction

export interface BotOptions {
  config: Config;
  log: Logger;
  signal: AbortSignal; // ends waiting for an unreachable Slack or table
  metrics?: Metrics;
  aws?: AwsSettings;
  healthEveryMs?: number;
  timings?: Partial<ConsumerTimings>;
}

export interface Bot {
  port: number;
  /** Not ready → takes nothing new → finishes what is in flight → closed. */
  stop(): Promise<void>;
}

/**
 * Wires and starts everything. Health is served at once; the bot is ready when Slack has said who we are and can reach
 * us.
 * @throws SlackTokenProblem, TableProblem or the operating system's refusal to listen.
 */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { config, log, metrics = createMetrics() } = options;
  const inFlight = createInFlight();
  const receiver = createReceiver(config.slack, log);
  let state: 'starting' | 'open' | 'stopping' = 'starting';
  let health: HealthWatch | undefined;
  const notReady = () => (state === 'open' ? (receiver.notReady() ?? health?.trouble()) : state);
  const requests = receiver.requestListener && checkRequests(receiver.requestListener, log);
  const server = createHttpServer({ notReady }, metrics, () => (state === 'starting' ? undefined : requests));
  const port = await server.listen(config.port);
  const closing = async (error: unknown) => {
    health?.stop();
    await server.close();
    throw error;
  };
  const { home, announcements } = await wire(options, metrics, receiver, inFlight).catch(closing);
  health = watchHealth({
    operators: createOperatorChannel(config.slack, config.operatorChannel, boltLogger(log)),
    told: announcements?.troublesTold,
    depth: announcements?.depth,
    metrics,
    log,
    everyMs: options.healthEveryMs,
  });
  await receiver.open().catch(closing);
  announcements?.start();
  state = 'open';
  log.info({ mode: config.slack.mode, port, team: home.teamId }, 'ready');
  return {
    port,
    async stop() {
      state = 'stopping';
      health?.stop();
      await stopInOrder([receiver.close, server.close], announcements, inFlight, log);
    },
  };
}

async function wire(options: BotOptions, metrics: Metrics, receiver: SlackReceiver, inFlight: InFlight) {
  const { config, log, signal, aws = {} } = options;
  const { botToken, apiUrl } = config.slack;
  const logger = boltLogger(log);
  const awsConfig = {
    ...awsClientConfig,
    ...aws,
    roles: await rolesIn(config.accounts, { ...awsClientConfig, ...aws }),
  };
  const members = createSlackMembers(botToken, apiUrl, Date.now, logger);
  const unguarded = createCodePipeline(awsConfig);
  const codePipeline = config.listable ? guardReading(unguarded, config.listable, members) : unguarded;
  const sources = { ...codePipeline, ...createBuildSources(awsConfig) };
  const reading = config.announcements && import('./start-announcing.js');
  const home = await findHome(botToken, apiUrl, log, signal);
  const directory = createSlackDirectory(botToken, apiUrl, Date.now, logger);
  const announcing = { config, home, aws: awsConfig, sources, directory, codePipeline, timings: options.timings, log };
  const hears = { onDone: metrics.done, onTaken: metrics.taken };
  const announcements = await openAnnouncing(reading, { ...announcing, ...hears }, signal);
  createApp(
    { botToken, slackApiUrl: apiUrl, receiver: receiver.bolt },
    {
      home,
      accounts: { ownId: announcements?.account, others: config.accounts ?? [] },
      codePipeline,
      failureSources: { ...sources, actsOn: announcements?.acting?.store.actsOn },
      directory,
      announcements,
      postResponse,
      slackViews,
      acting: announcements?.acting,
      sayAside: createSayAside(botToken, apiUrl, logger),
      inFlight,
      log,
      now: () => new Date(),
      onDone: metrics.done,
    },
  );
  return { home, announcements };
}

/** Roles in other accounts; their client is read only where there are any. */
const rolesIn = async (accounts: Config['accounts'], aws: typeof awsClientConfig & AwsSettings) =>
  accounts && (await import('../gateways/account-roles.js')).createAccountRoles(aws, accounts);

/** Waits for a throttled or unreachable table, as for Slack. */
const openAnnouncing = (
  reading: Promise<typeof import('./start-announcing.js')> | undefined,
  options: AnnouncingOptions,
  signal: AbortSignal,
): Promise<RunningAnnouncements | undefined> =>
  untilReached({
    what: 'the table',
    attempt: async () => (await reading)?.openAnnouncements(options),
    passing: (error) => (isPassing(error) ? error.code : undefined),
    log: options.log,
    signal,
  });

/** Waits for work in flight only after every source of work is closed. */
async function stopInOrder(
  closers: (() => Promise<void>)[],
  announcements: RunningAnnouncements | undefined,
  inFlight: InFlight,
  log: Logger,
): Promise<void> {
  const deadline = Date.now() + DRAIN_MS;
  const stopAnnouncing = async () => announcements?.stop();
  inFlight.run(stopAnnouncing).catch((error) => log.error({ name: error.name }, 'announcing did not stop well'));
  for (const close of closers) await close();
  const isFinished = await inFlight.drained(deadline - Date.now());
  if (!isFinished) log.error({ unfinished: inFlight.count() }, 'the time to finish is over');
}
