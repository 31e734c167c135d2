import type { Logger } from 'pino';
import { type Consumer, type ConsumerTimings, startConsumer, TIMINGS } from '../consumer/start-consumer.js';
import type { Home } from '../domain/home.js';
import { createAnnouncementStore } from '../gateways/announcement-store.js';
import type { AwsSettings, awsClientConfig } from '../gateways/call-aws.js';
import type { CodePipeline } from '../gateways/code-pipeline.js';
import { checkTable, createTable } from '../gateways/dynamo-table.js';
import { accountOf, createFailureQueue } from '../gateways/failure-queue.js';
import type { InAccounts } from '../gateways/per-region.js';
import { createPipelineReads } from '../gateways/pipeline-state.js';
import { createReadQueueDepth, type ReadQueueDepth } from '../gateways/queue-depth.js';
import type { SlackDirectory } from '../gateways/slack-directory.js';
import { createSlackMessages, type SlackMessages } from '../gateways/slack-messages.js';
import { createSubscriptionStore } from '../gateways/subscription-store.js';
import { createTroubleStore, type TroubleStore } from '../gateways/trouble-store.js';
import { boltLogger } from '../runtime/bolt-logger.js';
import type { Config } from '../runtime/config.js';
import type { Acting, Standings } from '../use-cases/act/ports.js';
import type { FailureSources } from '../use-cases/failure/sources.js';
import type { SubscriptionStore } from '../use-cases/subscriptions.js';
import { createActing } from './create-acting.js';

export interface AnnouncingOptions {
  config: Config;
  home: Home;
  aws: typeof awsClientConfig & AwsSettings & InAccounts;
  sources: FailureSources;
  directory: SlackDirectory;
  codePipeline: CodePipeline;
  timings?: Partial<ConsumerTimings> | undefined;
  log: Logger;
  onDone: (what: string, outcome: string, ms: number) => void;
  onTaken: (ageMs: number) => void;
}

export interface RunningAnnouncements {
  account: string | undefined; // the queue's, twelve digits
  subscriptions: SubscriptionStore;
  acting?: Omit<Acting, 'wordsInAws'> | undefined; // absent without `OPERATORS`
  post: SlackMessages['post'];
  update: SlackMessages['update'];
  standings: Standings;
  troublesTold: TroubleStore;
  depth: ReadQueueDepth;
  start(): void;
  /** Takes nothing new, then finishes what it has. */
  stop(): Promise<void>;
}

/** @throws TableProblem */
export async function openAnnouncements(options: AnnouncingOptions): Promise<RunningAnnouncements | undefined> {
  const { config, home, aws, sources, directory, codePipeline, timings: given, log, onDone, onTaken } = options;
  if (!config.announcements) return undefined;
  const { accounts = [] } = config;
  const { queueUrl, tableName } = config.announcements;
  const { botToken, apiUrl } = config.slack;
  const now = Date.now;
  const timings = { ...TIMINGS, ...given };
  // DynamoDB has an endpoint setting of its own, AWS_ENDPOINT_URL_DYNAMODB.
  const { endpoint: _, roles: _roles, ...tableConfig } = aws;
  await checkTable(tableConfig, tableName);
  const table = createTable(tableConfig, tableName, now);
  const subscriptions = createSubscriptionStore(table, accounts);
  const slack = createSlackMessages(botToken, apiUrl, home.botId, boltLogger(log));
  const store = createAnnouncementStore(table, now);
  const account = accountOf(queueUrl);
  let consumer: Consumer | undefined;
  const standings: Standings = {
    lookLater: async (pipeline) => consumer?.lookLater(pipeline),
    look: async (pipeline) => consumer?.look(pipeline),
    withdrawCards: async (channel) => consumer?.withdrawCards(channel),
  };
  const acting =
    config.acting &&
    createActing({
      rules: config.acting,
      slack: config.slack,
      home,
      aws,
      table,
      standings,
      directory,
      codePipeline,
      log,
      leaseMs: timings.actLeaseMs,
    });
  return {
    account: account || undefined,
    subscriptions,
    standings,
    acting,
    post: slack.post,
    update: slack.update,
    troublesTold: createTroubleStore(table, now),
    depth: createReadQueueDepth(aws, queueUrl),
    start() {
      consumer = startConsumer({
        queue: createFailureQueue(aws, queueUrl, onTaken),
        store,
        account,
        accounts,
        slack,
        subscriptions,
        directory,
        sources,
        approvalReads: { ...codePipeline, ...createPipelineReads(aws) },
        acting,
        timings,
        log,
        onDone,
      });
    },
    async stop() {
      await consumer?.stop();
    },
  };
}
