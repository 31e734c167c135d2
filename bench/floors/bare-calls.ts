import { CodePipelineClient, ListActionExecutionsCommand } from '@aws-sdk/client-codepipeline';
import { awsClientConfig } from '../../src/gateways/call-aws.js';

/** One call of AWS, and one POST behind it when there is something to post. */
export interface BareCalls {
  input: { pipelineName: string; maxResults: number; nextToken?: string };
  post?: { url: string; body: string };
}

// The floor of a single interaction: nothing but its calls, timed by the program that makes them.
const client = new CodePipelineClient(awsClientConfig);

process.on('message', async ({ input, post }: BareCalls) => {
  process.send?.(await makeCalls(input, post));
});

async function makeCalls(input: BareCalls['input'], post: BareCalls['post']): Promise<number> {
  const start = performance.now();
  await client.send(new ListActionExecutionsCommand(input));
  if (post) {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const answer = await fetch(post.url, { method: 'POST', headers, body: post.body });
    await answer.text();
  }
  return performance.now() - start;
}
