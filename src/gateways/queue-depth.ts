import { GetQueueAttributesCommand, type QueueAttributeName, type SQSClientConfig } from '@aws-sdk/client-sqs';
import { callAws } from './call-aws.js';
import { sqsClientFor } from './failure-queue.js';

/** Approximate numbers; `deadLetters` only where the bot may ask. Throws AwsProblem. */
export type ReadQueueDepth = () => Promise<{ waiting: number; inFlight: number; deadLetters: number | undefined }>;

const WAITING = 'ApproximateNumberOfMessages';
const IN_FLIGHT = 'ApproximateNumberOfMessagesNotVisible';

export function createReadQueueDepth(config: SQSClientConfig, queueUrl: string): ReadQueueDepth {
  const client = sqsClientFor(config, queueUrl);
  const attributesOf = async (url: string, names: QueueAttributeName[]) => {
    const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: names });
    const { Attributes = {} } = await callAws('sqs:GetQueueAttributes', (options) => client.send(command, options));
    return Attributes;
  };
  return async () => {
    const about = await attributesOf(queueUrl, [WAITING, IN_FLIGHT, 'RedrivePolicy']);
    const dead = deadLetterUrl(queueUrl, about.RedrivePolicy);
    const buried = dead === undefined ? undefined : await attributesOf(dead, [WAITING]).catch(() => undefined);
    return {
      waiting: Number(about[WAITING] ?? 0),
      inFlight: Number(about[IN_FLIGHT] ?? 0),
      deadLetters: buried && Number(buried[WAITING] ?? 0),
    };
  };
}

/** A dead-letter queue is in the same region; the redrive policy has its ARN. */
function deadLetterUrl(queueUrl: string, redrivePolicy: string | undefined): string | undefined {
  const [, account, name] = /"deadLetterTargetArn"\s*:\s*"arn:[^"]*:(\d+):([^":]+)"/.exec(redrivePolicy ?? '') ?? [];
  return name && queueUrl.replace(/\/[^/]+\/[^/]+$/, `/${account}/${name}`);
}
