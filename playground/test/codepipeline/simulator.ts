import { CodePipelineClient, paginateListActionExecutions } from '@aws-sdk/client-codepipeline';
import { afterEach } from '@jest/globals';
import {
  type CodePipelineOptions,
  type CodePipelineSimulator,
  startCodePipeline,
} from '../../codepipeline/start-code-pipeline.js';

const stops: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A simulator that the test's end stops. Runs finish at once unless the test says otherwise. */
export async function startSimulator(options: CodePipelineOptions = {}): Promise<CodePipelineSimulator> {
  const simulator = await startCodePipeline({
    seed: 'none',
    ...options,
    account: { pace: 'instant', ...options.account },
  });
  stops.push(() => simulator.stop());
  return simulator;
}

/** The real SDK client, without retries, so that each test sees the first answer. */
export function connect({ url }: { url: string }, region = 'eu-west-1'): CodePipelineClient {
  const credentials = { accessKeyId: 'x', secretAccessKey: 'y' };
  const client = new CodePipelineClient({ endpoint: url, region, credentials, maxAttempts: 1 });
  stops.push(() => client.destroy());
  return client;
}

/** Every action execution id, page after page, as the SDK's own paginator walks them. */
export async function walk(client: CodePipelineClient, pipelineName: string, pageSize: number): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of paginateListActionExecutions({ client, pageSize }, { pipelineName })) {
    ids.push(...(page.actionExecutionDetails ?? []).map((row) => row.actionExecutionId ?? ''));
  }
  return ids;
}

/** One signed-looking request without the SDK, for what the SDK would not send or not show. */
export async function post(
  simulator: { url: string },
  operation: string,
  input: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; text: string }> {
  const response = await fetch(simulator.url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `CodePipeline_20150709.${operation}`,
      Authorization: SIGNED,
      ...headers,
    },
    body: typeof input === 'string' ? input : JSON.stringify(input),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

export const SIGNED =
  'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261123/eu-west-1/codepipeline/aws4_request, ' +
  'SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=0123456789abcdef';
