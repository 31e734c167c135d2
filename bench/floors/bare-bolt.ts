import { readFileSync } from 'node:fs';
import { CodePipelineClient, ListActionExecutionsCommand } from '@aws-sdk/client-codepipeline';
import { App, type BlockAction, type ButtonAction, HTTPReceiver } from '@slack/bolt';
import { awsClientConfig } from '../../src/gateways/call-aws.js';

// The floor of load and start-up: a minimal Bolt app that acknowledges a click, makes the same AWS call with the
// button's token, and posts a prepared page.
const {
  SLACK_BOT_TOKEN = '',
  SLACK_SIGNING_SECRET = '',
  SLACK_API_URL = '',
  PORT,
  PAGE_FILE,
  PIPELINE = '',
} = process.env;
const page = PAGE_FILE ? JSON.parse(readFileSync(PAGE_FILE, 'utf8')) : {};
const client = new CodePipelineClient(awsClientConfig);

const receiver = new HTTPReceiver({
  signingSecret: SLACK_SIGNING_SECRET,
  endpoints: '/slack/events',
  customRoutes: [{ path: '/readyz', method: 'GET', handler: (_, response) => void response.writeHead(200).end() }],
});
const app = new App({
  receiver,
  token: SLACK_BOT_TOKEN,
  clientOptions: { slackApiUrl: SLACK_API_URL },
  convoStore: false,
  deferInitialization: true,
});
app.action<BlockAction<ButtonAction>>(/.*/, async ({ ack, action, respond }) => {
  await ack();
  const input = { pipelineName: PIPELINE, maxResults: 10, ...(action.value && { nextToken: action.value }) };
  await client.send(new ListActionExecutionsCommand(input));
  await respond(page);
});
await app.init();
await app.start(Number(PORT));
