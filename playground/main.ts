import { openBrowser } from './open-browser.js';
import { startPlayground } from './start-playground.js';

// The image runs Node 24; on Node 20 the SDK's advice would be the first output a newcomer sees.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const VERBOSE = process.argv.includes('--verbose');

// Warnings only; every exchange is on the page, and --verbose shows the bot's whole log.
const onBotLine = (line: string) => {
  if (VERBOSE || !line.startsWith('{') || /"level":[56]0/.test(line)) process.stdout.write(`[bot] ${line}\n`);
};

const playground = await startPlayground({ ports: { page: 4500, aws: 4501, bot: 4502 }, onBotLine });

process.stdout.write(`
  Pipeline Actions is running, with a Slack and an AWS of its own.

  Open       ${playground.url}
  then type  /pipeline-actions checkout-service

  AWS        AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any aws codepipeline list-action-executions \\
               --pipeline-name checkout-service --endpoint-url ${playground.awsUrl} --region eu-west-1
  Stop       Ctrl+C
`);

openBrowser(playground.url, {
  platform: process.platform,
  env: process.env,
  isTerminal: process.stdout.isTTY === true,
});

const LONGEST_STOP_MS = 10_000;

const end = () => {
  setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
  void playground.stop().finally(() => process.exit(0));
};
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, end);
