import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startFauxqs } from 'fauxqs';
import type { Account } from './codepipeline/account/create-account.js';

export interface EventBus {
  queueUrl: string;
  stop(): Promise<void>;
}

/** An EventBridge rule and its target: the account's events, in their exact shape, into an SQS queue with a dead-letter queue. */
export async function startEventBus(account: Account): Promise<EventBus> {
  // The engine puts `sqs.<region>.` before its host and knows a queue by the whole URL. A name that ends so is resolved
  // on few machines; before an @ it is only a user's name.
  const host = 'local@127.0.0.1';
  const sqs = await startFauxqs({ port: 0, logger: false, host });
  const { queueArn } = sqs.createQueue('pipeline-failures-dead', { region: account.region });
  const redrive = JSON.stringify({ deadLetterTargetArn: queueArn, maxReceiveCount: 200 });
  const { queueUrl } = sqs.createQueue('pipeline-failures', {
    region: account.region,
    attributes: { RedrivePolicy: redrive, VisibilityTimeout: '30' },
  });
  const client = new SQSClient({
    endpoint: new URL(queueUrl).origin,
    region: account.region,
    credentials: { accessKeyId: 'AKIDPLAYGROUND', secretAccessKey: 'playground' },
  });
  // One after the other, since a rule sends them about in order.
  let sending: Promise<unknown> = Promise.resolve();
  const stopTelling = account.onEvent((_event, json) => {
    sending = sending
      .then(() => client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: json })))
      .catch(() => {});
  });
  return {
    queueUrl,
    async stop() {
      stopTelling();
      await sending;
      client.destroy();
      await sqs.stop();
    },
  };
}
