import {
  type CodePipelineSimulator,
  compileError,
  endingAt,
  freePort,
  type Script,
  type SlackWorkspace,
  startCodePipeline,
  startSlackWorkspace,
  tasksFailedToStart,
} from '../playground/index.js';
import { createTable } from '../src/gateways/dynamo-table.js';
import { createSubscriptionStore } from '../src/gateways/subscription-store.js';
import { type CannedQueue, startCannedQueue } from './canned-queue.js';
import { SIGNING_SECRET } from './send-signed.js';
import { type Program, startProgram } from './start-program.js';

const REGION = 'eu-west-1';
const CREDENTIALS = { accessKeyId: 'AKIDBENCH', secretAccessKey: 'bench' };
const TABLE_NAME = 'announcements';
const ENGINE = new URL('floors/table-engine.ts', import.meta.url).pathname;

/** What announcing needs: AWS, a strict Slack, a queue, a table, and subscribed channels. */
export interface FailureWorld {
  aws: CodePipelineSimulator;
  slack: SlackWorkspace;
  queue: CannedQueue;
  /** By pipeline name. */
  channels: Map<string, string>;
  /** Makes the build of a new execution fail, which has a log, and returns the event as text. */
  fail(pipelineName: string): string;
  /** The same with the deployment, which has none. */
  failWithoutLog(pipelineName: string): string;
  /** Milliseconds added to every call to AWS, Slack, the queue and the table. */
  setLatency(ms: number): Promise<void>;
  start(file: string, settings?: Record<string, string>, nodeOptions?: string[]): Promise<Program>;
  stop(): Promise<void>;
}

/**
 * @param count How many pipelines there are, each subscribed with `--on every`.
 * @param channels How many channels share them; as many as pipelines unless told.
 */
export async function startFailureWorld(
  count: number,
  { isRateLimited = false, channels: shared = count }: { isRateLimited?: boolean; channels?: number } = {},
): Promise<FailureWorld> {
  const aws = await startCodePipeline({ seed: 'none', account: { region: REGION, pace: 'instant' } });
  const now = () => performance.timeOrigin + performance.now();
  const slack = await startSlackWorkspace({ signingSecret: SIGNING_SECRET, isRateLimited, now });
  const queue = await startCannedQueue();
  const engine = await startProgram({ file: ENGINE, env: { TABLE_NAME }, nodeOptions: ['--import', 'tsx'] });
  const tableUrl = await engine.ask<string>(0);
  const channels = addPipelines(aws, slack, count, shared);
  await subscribe(channels, tableUrl);
  const env = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'AKIDBENCH',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_ENDPOINT_URL: aws.url,
    AWS_ENDPOINT_URL_DYNAMODB: tableUrl,
    TABLE_NAME,
    FAILURE_QUEUE_URL: queue.queueUrl,
  };
  return {
    aws,
    slack,
    queue,
    channels,
    fail: (pipelineName) => runToEnd(aws, pipelineName, endingAt('Build/Build', compileError)),
    failWithoutLog: (pipelineName) => runToEnd(aws, pipelineName, endingAt('Deploy/Deploy', tasksFailedToStart)),
    async setLatency(ms) {
      aws.faults.latencyMs = ms;
      slack.faults.latencyMs = ms;
      queue.latencyMs = ms;
      await engine.ask<string>(ms);
    },
    start: async (file, settings = {}, nodeOptions = []) =>
      startProgram({
        file,
        env: { ...env, ...settings },
        nodeOptions,
        ...(settings.PORT && { port: Number(settings.PORT) }),
      }),
    async stop() {
      await Promise.all([aws.stop(), slack.stop(), queue.stop()]);
    },
  };
}

/** The event of an execution's end, which is the last. */
function runToEnd({ account }: CodePipelineSimulator, pipelineName: string, script: Script): string {
  let event = '';
  const stopListening = account.onEvent((_, text) => {
    event = text;
  });
  account.startRun(pipelineName, { script });
  stopListening();
  return event;
}

function addPipelines(
  aws: CodePipelineSimulator,
  slack: SlackWorkspace,
  count: number,
  shared: number,
): Map<string, string> {
  const names = Array.from({ length: count }, (_, i) => `svc-${i}`);
  for (const name of names) aws.account.addPipeline({ name }, { count: 30 });
  const channels = Array.from({ length: shared }, (_, i) => slack.addChannel({ name: `deploys-${i}` }).id);
  return new Map(names.map((name, i) => [name, channels[i % shared] ?? '']));
}

async function subscribe(channels: Map<string, string>, endpoint: string): Promise<void> {
  const store = createSubscriptionStore(
    createTable({ endpoint, region: REGION, credentials: CREDENTIALS }, TABLE_NAME, Date.now),
  );
  for (const [pipeline, channel] of channels) {
    await store.save({ region: REGION, pipeline, channel, on: 'every', subscribedBy: 'U061F7AUR', shared: false });
  }
}

/** The environment of a program that listens. */
export const listening = async (): Promise<Record<string, string>> => ({ PORT: String(await freePort(0)) });
