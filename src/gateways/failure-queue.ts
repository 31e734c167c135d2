import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
  type SQSClientConfig,
} from '@aws-sdk/client-sqs';
import { callAws, withoutLogger } from './call-aws.js';

export interface QueueMessage {
  id: string;
  body: string;
  receipt: string; // identifies this delivery; a redelivery has another
  receives: number; // deliveries so far, including this one
  firstReceivedAt: number; // time of the first delivery, in milliseconds since 1970
}

/** All methods throw AwsProblem. */
export type FailureQueue = ReturnType<typeof createFailureQueue>;

const ANSWER_SECONDS = 5; // added to the long poll's wait for the request's timeout

/** `https://sqs.<region>.amazonaws.com/<account>/<name>`; test engines write twelve zeros. */
const ACCOUNT_IN_PATH = /^\/(?!0{12}\/)(\d{12})\//;

/** A queue's account; empty where its URL does not have it. */
export const accountOf = (queueUrl: string): string => ACCOUNT_IN_PATH.exec(new URL(queueUrl).pathname)?.[1] ?? '';

const REGION_IN_HOST = /\bsqs(?:-fips)?\.([a-z]+(?:-[a-z]+)+-\d+)\./;

/** @param queueUrl Gives endpoint and region; the SDK would send to its host anyway. */
export function sqsClientFor(config: SQSClientConfig, queueUrl: string): SQSClient {
  const { origin, host } = new URL(queueUrl);
  const region = REGION_IN_HOST.exec(host)?.[1];
  return withoutLogger(new SQSClient({ ...config, endpoint: origin, ...(region && { region }) }));
}

/** @param onTaken Called with the age of each message whose queue tells it, in milliseconds. */
export function createFailureQueue(config: SQSClientConfig, queueUrl: string, onTaken?: (ageMs: number) => void) {
  const client = sqsClientFor(config, queueUrl);
  return {
    /** Up to `most` (1–10) messages after at most `waitSeconds`, hidden from others for `visibilitySeconds`. */
    async receive(most: number, waitSeconds: number, visibilitySeconds: number): Promise<QueueMessage[]> {
      const command = new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: most,
        WaitTimeSeconds: waitSeconds,
        VisibilityTimeout: visibilitySeconds,
        MessageSystemAttributeNames: ['ApproximateReceiveCount', 'ApproximateFirstReceiveTimestamp', 'SentTimestamp'],
      });
      const requestTimeout = (waitSeconds + ANSWER_SECONDS) * 1000;
      const { Messages = [] } = await callAws(
        'sqs:ReceiveMessage',
        (options) => client.send(command, { ...options, requestTimeout }),
        2 * requestTimeout,
      );
      for (const { Attributes: { SentTimestamp } = {} } of Messages) {
        if (SentTimestamp) onTaken?.(Math.max(0, Date.now() - Number(SentTimestamp)));
      }
      return Messages.map(({ MessageId = '', Body = '', ReceiptHandle = '', Attributes }) => ({
        id: MessageId,
        body: Body,
        receipt: ReceiptHandle,
        receives: Number(Attributes?.ApproximateReceiveCount ?? 1),
        firstReceivedAt: Number(Attributes?.ApproximateFirstReceiveTimestamp ?? Date.now()),
      }));
    },
    async delete(receipt: string): Promise<void> {
      const command = new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: receipt });
      await callAws('sqs:DeleteMessage', (options) => client.send(command, options));
    },
    /** Hides a message for that long from now; 0 shows it at once. */
    async hide(receipt: string, seconds: number): Promise<void> {
      const input = { QueueUrl: queueUrl, ReceiptHandle: receipt, VisibilityTimeout: seconds };
      await callAws('sqs:ChangeMessageVisibility', (options) =>
        client.send(new ChangeMessageVisibilityCommand(input), options),
      );
    },
  };
}
