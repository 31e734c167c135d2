import { CodePipelineClient, ListActionExecutionsCommand } from '@aws-sdk/client-codepipeline';
import { awsClientConfig } from '../../src/gateways/call-aws.js';

/** AWS calls in series, one by default, then a POST if there is something to post. */
export interface BareCalls {
  input: { pipelineName: string; maxResults: number; nextToken?: string };
  post?: { url: string; body: string };
  times?: number;
}

// The floor of a single interaction: only its calls, timed from within.
const client = new CodePipelineClient(awsClientConfig);

process.on('message', async (calls: BareCalls) => {
  process.send?.(await make(calls));
});

async function make({ input, post, times = 1 }: BareCalls): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < times; i++) await client.send(new ListActionExecutionsCommand(input));
  if (post) {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const answer = await fetch(post.url, { method: 'POST', headers, body: post.body });
    await answer.text();
  }
  return performance.now() - start;
}
