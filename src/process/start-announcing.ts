import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { type ConsumerTimings, startConsumer, TIMINGS } from '../consumer/start-consumer.js';
import type { Home } from '../domain/home.js';
import { createAnnouncementStore } from '../gateways/announcement-store.js';
import type { awsClientConfig } from '../gateways/call-aws.js';
import type { CodePipeline } from '../gateways/code-pipeline.js';
import { createFailureQueue } from '../gateways/failure-queue.js';
import { createFloodStore } from '../gateways/flood-store.js';
import { openTable } from '../gateways/open-table.js';
import { createSlackDirectory } from '../gateways/slack-directory.js';
import { createSlackMessages } from '../gateways/slack-messages.js';
import { createSubscriptionStore } from '../gateways/subscription-store.js';
import { boltLogger } from '../runtime/bolt-logger.js';
import type { Config } from '../runtime/config.js';
import type { Acting } from '../use-cases/act/ports.js';
import type { FailureSources } from '../use-cases/failure/sources.js';
import type { Directory, SubscriptionStore } from '../use-cases/subscriptions.js';
import { createActing } from './create-acting.js';

export interface AnnouncingOptions {
  config: Config;
  home: Home;
  aws: typeof awsClientConfig;
  sources: FailureSources;
  codePipeline: CodePipeline;
  timings?: Partial<ConsumerTimings> | undefined;
  log: Logger;
  onDone: (what: string, outcome: string, ms: number) => void;
}

export interface RunningAnnouncements {
  subscriptions: SubscriptionStore;
  directory: Directory;
  /** Absent where the settings name no operators. */
  acting?: Omit<Acting, 'wordsInAws'> | undefined;
  /** Begins to take events from the queue. */
  start(): void;
  /** Takes nothing new → finishes what was taken → closes the table. */
  stop(): Promise<void>;
}

/** What announcing failures needs, when the settings ask for it. @throws TableProblem */
export async function openAnnouncements(options: AnnouncingOptions): Promise<RunningAnnouncements | undefined> {
  const { config, home, aws, sources, codePipeline, timings: given, log, onDone } = options;
  if (!config.announcements) return undefined;
  const { queueUrl, table: place } = config.announcements;
  const { botToken, apiUrl } = config.slack;
  const now = Date.now;
  const timings = { ...TIMINGS, ...given };
  const { table, close } = await openTable(place, aws, now);
  const subscriptions = createSubscriptionStore(table);
  const directory = createSlackDirectory(botToken, apiUrl, now, boltLogger(log));
  const acting =
    config.acting &&
    createActing({
      ...{ rules: config.acting, slack: config.slack },
      ...{ home, aws, table, directory, codePipeline, log },
    });
  let consumer: ReturnType<typeof startConsumer> | undefined;
  return {
    subscriptions,
    directory,
    acting,
    start() {
      consumer = startConsumer({
        queue: createFailureQueue(aws, queueUrl),
        store: createAnnouncementStore(table, { leaseMs: timings.leaseMs, now }),
        floods: createFloodStore(table, now),
        slack: createSlackMessages(botToken, apiUrl, home.botId, boltLogger(log)),
        ...{ subscriptions, directory, sources, timings, holder: randomUUID(), log, onDone },
      });
    },
    async stop() {
      await consumer?.stop();
      await close();
    },
  };
}
