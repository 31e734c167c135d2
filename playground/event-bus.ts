import type { Account } from './codepipeline/account/create-account.js';
import { startQueueService } from './queue-service.js';

export interface EventBus {
  queueUrl: string;
  stop(): Promise<void>;
}

/** An EventBridge rule and its target: sends the account's events to an SQS queue with a dead-letter queue. */
export async function startEventBus(account: Account): Promise<EventBus> {
  const { SendMessageCommand, SQSClient } = await import('@aws-sdk/client-sqs');
  const sqs = await startQueueService(account.region);
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
  // In series, since a rule roughly keeps the order.
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
