import { readFileSync } from 'node:fs';
import {
  CodePipelineClient,
  GetPipelineExecutionCommand,
  ListActionExecutionsCommand,
} from '@aws-sdk/client-codepipeline';
import { DeleteMessageCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { WebClient } from '@slack/web-api';
import { awsClientConfig } from '../../src/gateways/call-aws.js';

// The floor of announcing: receive → two reads → post → delete, in batches, storing and deciding nothing. LOOPS of
// these run in parallel.
const { SLACK_BOT_TOKEN, SLACK_API_URL = '', FAILURE_QUEUE_URL: QueueUrl = '', SUMMARY_FILE = '' } = process.env;
const { LOOPS = '1', CHANNELS = '{}' } = process.env;
const summary = JSON.parse(readFileSync(SUMMARY_FILE, 'utf8'));
const channels = JSON.parse(CHANNELS) as Record<string, string>;
const queue = new SQSClient({ ...awsClientConfig, endpoint: new URL(QueueUrl).origin });
const codePipeline = new CodePipelineClient(awsClientConfig);
const slack = new WebClient(SLACK_BOT_TOKEN, { slackApiUrl: SLACK_API_URL });

async function handle({ Body = '', ReceiptHandle }: Message): Promise<void> {
  const { pipeline: pipelineName, 'execution-id': pipelineExecutionId } = JSON.parse(Body).detail;
  await Promise.all([
    codePipeline.send(new ListActionExecutionsCommand({ pipelineName, filter: { pipelineExecutionId } })),
    codePipeline.send(new GetPipelineExecutionCommand({ pipelineName, pipelineExecutionId })),
  ]);
  await slack.chat.postMessage({ ...summary, channel: channels[pipelineName] });
  await queue.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
}

async function loop(): Promise<never> {
  for (;;) {
    const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 5 });
    const { Messages = [] } = await queue.send(command, { requestTimeout: 10_000 });
    await Promise.all(Messages.map(handle));
  }
}

await Promise.all(Array.from({ length: Number(LOOPS) }, loop));
