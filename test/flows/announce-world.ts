import { EventEmitter, on } from 'node:events';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { pino } from 'pino';
import {
  type CodePipelineSimulator,
  compileError,
  endingAt,
  type QueueService,
  type Role,
  type SlackWorkspace,
  type SlackWorkspaceOptions,
  type StoredMessage,
  startCodePipeline,
  startQueueService,
  startSlackWorkspace,
  startTableService,
} from '../../playground/index.js';
import type { Account } from '../../src/domain/account.js';
import type { Subscription } from '../../src/domain/subscription.js';
import { awsClientConfig } from '../../src/gateways/call-aws.js';
import { createTable } from '../../src/gateways/dynamo-table.js';
import { createSubscriptionStore } from '../../src/gateways/subscription-store.js';
import { type Bot, type BotOptions, startBot } from '../../src/process/start-bot.js';
import { LOGGED_WITHIN_MS, PATIENT } from './patience.js';
import { type LogLine, requestUrlOf } from './start-world.js';

export const TABLE = 'announcements';
export const REGION = 'eu-west-1';
export const CREDENTIALS = { accessKeyId: 'AKIDLOCAL', secretAccessKey: 'local' };
const MOST_RECEIVES = '50';

/** Everything outside the bot that announcing needs: a Slack, an AWS, a queue of its events, and a table's engine. */
export interface Surroundings {
  slack: SlackWorkspace;
  aws: CodePipelineSimulator;
  sqs: QueueService;
  queueUrl: string;
  tableUrl: string;
  /** Operations asked of the table's engine, such as `GetItem`. */
  tableCalls: string[];
  /** Puts the body of a message into the queue; returns the message's id. */
  send(body: string): Promise<string>;
  subscribe(subscription: Subscription): Promise<void>;
  /** Does something to pipelines and returns the events that it causes, as text; none of them is sent. */
  eventsOf(act: () => void): string[];
  stop(): Promise<void>;
}

export async function startSurroundings(
  slackOptions: SlackWorkspaceOptions = {},
  roles: readonly Role[] = [],
): Promise<Surroundings> {
  const aws = await startCodePipeline({ seed: 'none', account: { pace: 'instant', region: REGION }, roles });
  const slack = await startSlackWorkspace(slackOptions);
  const sqs = await startQueueService(REGION, 10_000);
  const queueUrl = createQueue(sqs);
  const tableCalls: string[] = [];
  const table = await startTableService((operation) => tableCalls.push(operation));
  const tableUrl = table.url;
  const tableConfig = { ...awsClientConfig, endpoint: tableUrl, region: REGION, credentials: CREDENTIALS };
  await table.createTable(TABLE, REGION);
  const subscriptions = createSubscriptionStore(createTable(tableConfig, TABLE, Date.now));
  const client = new SQSClient({ endpoint: new URL(queueUrl).origin, region: REGION, credentials: CREDENTIALS });
  return {
    slack,
    aws,
    sqs,
    queueUrl,
    tableUrl,
    tableCalls,
    subscribe: subscriptions.save,
    async send(body) {
      const sent = await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }));
      return sent.MessageId ?? '';
    },
    eventsOf(act) {
      const events: string[] = [];
      const stop = aws.account.onEvent((_, json) => events.push(json));
      act();
      stop();
      return events;
    },
    async stop() {
      client.destroy();
      await Promise.all([slack.stop(), aws.stop(), sqs.stop(), table.stop()]);
    },
  };
}

function createQueue(sqs: QueueService): string {
  const { queueArn: deadLetterTargetArn } = sqs.createQueue('dead-letters', { region: REGION });
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: MOST_RECEIVES });
  return sqs.createQueue('failures', { region: REGION, attributes: { RedrivePolicy } }).queueUrl;
}

export interface AnnounceWorld extends Surroundings {
  bot: Bot;
  log: LogLine[];
  anotherBot(options?: Partial<BotOptions>): Promise<Bot>;
  /** The line of the log that matches, as soon as it is written. */
  logged(match: (line: LogLine) => boolean): Promise<LogLine>;
  /** Sends bodies one after the other, each once the one before is dealt with for good; returns their last log lines. */
  deliver(...bodies: string[]): Promise<LogLine[]>;
  /** Sends bodies all at once; resolves when all are dealt with for good. */
  deliverAtOnce(...bodies: string[]): Promise<LogLine[]>;
  /** Resolves with the line that says that a message is dealt with for good. */
  over(messageId: string): Promise<LogLine>;
  /** A pipeline and a channel of its own that has subscribed it; `options` as one types them. */
  subscribed(options?: string, channel?: { isShared?: boolean }): Promise<SubscribedPipeline>;
}

/** One pipeline, one channel, and what happens to the one and in the other. */
export interface SubscribedPipeline {
  name: string;
  channel: string;
  /** What everyone in the channel sees. */
  posted(): StoredMessage[];
  /** Of these, what does not stand in a thread. */
  top(): StoredMessage[];
  replies(): StoredMessage[];
  /** The logs in the threads, which `posted` leaves out. */
  logs(): StoredMessage[];
  /** The event that an execution of the pipeline has failed; it is not sent. */
  fail(): string;
  succeed(): string;
  /** The events of a retry that succeeds, its end last. */
  retry(): string[];
}

const FINAL = ['announced', 'ignored', 'nobody listens'];

/** The surroundings and the real bot, in this process, quick to come back to what it could not do at once. */
export async function startAnnounceWorld(
  slackOptions?: SlackWorkspaceOptions,
  { accounts, roles, timings }: Pick<BotOptions, 'timings'> & { accounts?: Account[]; roles?: readonly Role[] } = {},
): Promise<AnnounceWorld> {
  const surroundings = await startSurroundings({ ...PATIENT, ...slackOptions }, roles);
  const { slack, aws, queueUrl, tableUrl, send } = surroundings;
  process.env.AWS_ENDPOINT_URL_DYNAMODB = tableUrl;
  const log: LogLine[] = [];
  const written = new EventEmitter().setMaxListeners(0);
  const bots: Bot[] = [];
  const anotherBot = async (options: Partial<BotOptions> = {}) => {
    const { botToken, apiUrl, signingSecret } = slack;
    const bot = await startBot({
      config: {
        slack: { botToken, apiUrl, mode: 'http', signingSecret },
        port: 0,
        logLevel: 'info',
        announcements: { queueUrl, tableName: TABLE },
        ...(accounts && { accounts }),
      },
      log: pino(
        { base: null },
        { write: (line: string) => void written.emit('line', log[log.push(JSON.parse(line)) - 1]) },
      ),
      signal: new AbortController().signal,
      aws: { endpoint: aws.url, region: REGION, credentials: CREDENTIALS },
      timings: { pollSeconds: 1, visibilitySeconds: 5, leaseMs: 2000, firstRetrySeconds: 1, ...timings },
      ...options,
    });
    bots.push(bot);
    return bot;
  };
  const bot = await anotherBot();
  slack.setRequestUrl(requestUrlOf(bot));
  const logged = async (match: (line: LogLine) => boolean) => {
    const known = log.find(match);
    if (known) return known;
    for await (const [line] of on(written, 'line', { signal: AbortSignal.timeout(LOGGED_WITHIN_MS) })) {
      if (match(line)) return line;
    }
    throw new Error('No such line was logged.');
  };
  const over = (message: string) => logged((line) => line.message === message && FINAL.includes(line.outcome ?? ''));
  let count = 0;
  return {
    ...surroundings,
    bot,
    log,
    anotherBot,
    logged,
    over,
    async subscribed(options = '', change = {}) {
      count += 1;
      const name = `svc-${count}`;
      aws.account.addPipeline({ name });
      const channel = slack.addChannel({ name: `deploys-${count}`, ...change }).id;
      const isTold = ({ channel: where, text }: StoredMessage) => where === channel && SUBSCRIBED.test(text);
      const told = change.isShared ? undefined : slack.nextMessage(isTold);
      await slack.runCommand({ text: `subscribe ${name} ${options}`, channel });
      await told;
      return subscribedPipeline(surroundings, name, channel);
    },
    deliverAtOnce: async (...bodies) => Promise.all((await Promise.all(bodies.map(send))).map(over)),
    async deliver(...bodies) {
      const lines: LogLine[] = [];
      for (const body of bodies) lines.push(await over(await send(body)));
      return lines;
    },
    async stop() {
      await Promise.all(bots.map((running) => running.stop()));
      await surroundings.stop();
    },
  };
}

/** The event that an execution of a pipeline has failed in its build; that of the pipeline's end comes last. */
export const failureOf = ({ aws, eventsOf }: Surroundings, name: string): string =>
  eventsOf(() => aws.account.startRun(name, { script: endingAt('Build/Build', compileError) })).at(-1) ?? '';

/** What the channel is told of its subscriptions, which are no failures. */
const SUBSCRIBED = /^This channel is (now|no longer) subscribed/;

const isLog = ({ metadata }: StoredMessage) => metadata?.event_type === 'pipeline_failure_log';

const toldIn = (slack: SlackWorkspace, channel: string): StoredMessage[] =>
  slack.messagesSeenBy(undefined, channel).filter(({ visibleTo, text }) => !visibleTo && !SUBSCRIBED.test(text));

/** What a channel was told of its pipelines, without the logs. */
export const announcedIn = (slack: SlackWorkspace, channel: string): StoredMessage[] =>
  toldIn(slack, channel).filter((message) => !isLog(message));

export const logsIn = (slack: SlackWorkspace, channel: string): StoredMessage[] => toldIn(slack, channel).filter(isLog);

function subscribedPipeline(surroundings: Surroundings, name: string, channel: string): SubscribedPipeline {
  const { slack, aws, eventsOf } = surroundings;
  const posted = () => announcedIn(slack, channel);
  return {
    name,
    channel,
    posted,
    top: () => posted().filter(({ threadTs }) => !threadTs),
    replies: () => posted().filter(({ threadTs }) => threadTs),
    logs: () => logsIn(slack, channel),
    fail: () => failureOf(surroundings, name),
    succeed: () => eventsOf(() => aws.account.startRun(name)).at(-1) ?? '',
    retry: () => eventsOf(() => aws.account.retry(name)),
  };
}
