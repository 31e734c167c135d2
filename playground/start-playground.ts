import { bundlePage } from './bundle-page.js';
import { startCodePipeline } from './codepipeline/start-code-pipeline.js';
import { createControlPanel } from './control-panel.js';
import { startEventBus } from './event-bus.js';
import { createExchangeLog } from './exchange-log.js';
import { freePort } from './free-port.js';
import { readCommands } from './read-manifest.js';
import { botProcess } from './run-bot.js';
import { USER_GROUP } from './slack/seed-workspace.js';
import { startSlackWorkspace } from './slack/start-slack-workspace.js';
import { startTableService } from './table-service.js';

export interface Playground {
  /** The workspace page. */
  url: string;
  /** What `--endpoint-url` takes. */
  awsUrl: string;
  stop(): Promise<void>;
}

export interface PlaygroundOptions {
  /** Wanted ports; where one is taken, or 0, any free one. */
  ports?: { page: number; aws: number; bot: number };
  onBotLine?: (line: string) => void;
}

const REGION = 'eu-west-1';
const TABLE_NAME = 'pipeline-actions';
const ANY = { page: 0, aws: 0, bot: 0 };

/** Starts a Slack, an AWS and the real bot between them; nothing leaves this machine. */
export async function startPlayground({
  ports = ANY,
  onBotLine = () => {},
}: PlaygroundOptions = {}): Promise<Playground> {
  const exchangeLog = createExchangeLog();
  const aws = await startCodePipeline({
    port: await freePort(ports.aws),
    account: { region: REGION },
    onCall: (_call, exchange) => exchangeLog.add(exchange),
  });
  const events = await startEventBus(aws.account);
  const table = await startTableService();
  await table.createTable(TABLE_NAME, REGION);
  const page = { port: await freePort(ports.page), servePage: await bundlePage() };
  const slackOptions = { ...page, exchangeLog, commands: await readCommands() };
  const slack = await startSlackWorkspace({ ...slackOptions, onControl: (gesture) => panel.act(gesture) });
  const bot = botProcess(
    await freePort(ports.bot),
    {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: 'AKIDPLAYGROUND',
      AWS_SECRET_ACCESS_KEY: 'playground',
      AWS_ENDPOINT_URL: aws.url,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      FAILURE_QUEUE_URL: events.queueUrl,
      AWS_ENDPOINT_URL_DYNAMODB: table.url,
      TABLE_NAME,
      OPERATORS: `*=${USER_GROUP.id}`,
    },
    onBotLine,
  );
  const panel = createControlPanel(aws, () => slack, bot);
  slack.setRequestUrl(`${bot.address}/slack/events`);
  await bot.start();
  slack.setControls(panel.controls());

  return {
    url: slack.url,
    awsUrl: aws.url,
    async stop() {
      await bot.stop();
      await events.stop();
      await Promise.all([slack.stop(), aws.stop(), table.stop()]);
    },
  };
}
