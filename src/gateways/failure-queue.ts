import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
  type SQSClientConfig,
} from '@aws-sdk/client-sqs';
import { callAws, withoutLogger } from './call-aws.js';

/** One message as the queue hands it out. */
export interface QueueMessage {
  id: string;
  body: string;
  /** Names this delivery of it; the next one has another. */
  receipt: string;
  /** How often it was handed out, this time included. */
  receives: number;
  /** When it was handed out for the first time, in milliseconds since 1970. */
  firstReceivedAt: number;
}

/** The queue of events. Throws AwsProblem. */
export type FailureQueue = ReturnType<typeof createFailureQueue>;

/** How much longer than its long poll a receive may take. */
const ANSWER_SECONDS = 5;

/** `https://sqs.<region>.amazonaws.com/<account>/<name>`; engines for tests write twelve zeros. */
const ACCOUNT_IN_PATH = /^\/(?!0{12}\/)(\d{12})\//;

/** The account that a queue belongs to; empty where its URL does not say. */
export const accountOf = (queueUrl: string): string => ACCOUNT_IN_PATH.exec(new URL(queueUrl).pathname)?.[1] ?? '';

const REGION_IN_HOST = /\bsqs(?:-fips)?\.([a-z]+(?:-[a-z]+)+-\d+)\./;

/** @param queueUrl Says where SQS is, and in which region: the SDK would talk to its host in any case. */
export function sqsClientFor(config: SQSClientConfig, queueUrl: string): SQSClient {
  const { origin, host } = new URL(queueUrl);
  const region = REGION_IN_HOST.exec(host)?.[1];
  return withoutLogger(new SQSClient({ ...config, endpoint: origin, ...(region && { region }) }));
}

/**
 * @param onTaken Told of each message how many milliseconds it has been in the queue.
 */
export function createFailureQueue(config: SQSClientConfig, queueUrl: string, onTaken?: (ageMs: number) => void) {
  const client = sqsClientFor(config, queueUrl);
  return {
    /** Up to `most` (1–10) messages; waits for one up to `waitSeconds`. Nobody else gets them for `visibilitySeconds`. */
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
      for (const { Attributes } of Messages) onTaken?.(Math.max(0, Date.now() - Number(Attributes?.SentTimestamp)));
      return Messages.map(({ MessageId = '', Body = '', ReceiptHandle = '', Attributes }) => ({
        ...{ id: MessageId, body: Body, receipt: ReceiptHandle },
        receives: Number(Attributes?.ApproximateReceiveCount ?? 1),
        firstReceivedAt: Number(Attributes?.ApproximateFirstReceiveTimestamp ?? Date.now()),
      }));
    },
    async delete(receipt: string): Promise<void> {
      const command = new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: receipt });
      await callAws('sqs:DeleteMessage', (options) => client.send(command, options));
    },
    /** Hides a message for so many seconds from now on; 0 shows it at once. */
    async hide(receipt: string, seconds: number): Promise<void> {
      const input = { QueueUrl: queueUrl, ReceiptHandle: receipt, VisibilityTimeout: seconds };
      await callAws('sqs:ChangeMessageVisibility', (options) =>
        client.send(new ChangeMessageVisibilityCommand(input), options),
      );
    },
  };
}
