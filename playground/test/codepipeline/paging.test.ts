import {
  ListActionExecutionsCommand,
  ListPipelineExecutionsCommand,
  ListPipelinesCommand,
} from '@aws-sdk/client-codepipeline';
import { expect, test } from '@jest/globals';
import { connect, startSimulator, walk } from './simulator.js';

test.each([1, 7, 100])('pages of %i show each action execution once, newest start first', async (pageSize) => {
  const simulator = await startSimulator();
  const pipeline = simulator.account.addPipeline({ name: 'busy' }, { count: 40 });
  const ids = await walk(connect(simulator), 'busy', pageSize);
  expect(ids).toEqual(pipeline.rows.map((row) => row.actionExecutionId).reverse());
  const starts = pipeline.rows.map((row) => row.startTime);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
});

test('without maxResults a page holds 100', async () => {
  const simulator = await startSimulator();
  simulator.account.addPipeline({ name: 'busy' }, { count: 40 });
  const page = await connect(simulator).send(new ListActionExecutionsCommand({ pipelineName: 'busy' }));
  expect(page.actionExecutionDetails).toHaveLength(100);
  expect(page.nextToken).toBeDefined();
});

test('a page that ends exactly with the last row has no nextToken key', async () => {
  const simulator = await startSimulator();
  const { rows } = simulator.account.addPipeline({ name: 'busy' }, { count: 10 });
  const whole = await connect(simulator).send(
    new ListActionExecutionsCommand({ pipelineName: 'busy', maxResults: rows.length }),
  );
  expect(whole.actionExecutionDetails).toHaveLength(rows.length);
  expect('nextToken' in whole).toBe(false);
});

test('rows that start while someone pages neither repeat nor hide what was there', async () => {
  const simulator = await startSimulator();
  const pipeline = simulator.account.addPipeline({ name: 'busy' }, { count: 8 });
  const before = pipeline.rows.map((row) => row.actionExecutionId).reverse();
  const client = connect(simulator);
  const seen: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(new ListActionExecutionsCommand({ pipelineName: 'busy', maxResults: 4, nextToken }));
    seen.push(...(page.actionExecutionDetails ?? []).map((row) => row.actionExecutionId ?? ''));
    nextToken = page.nextToken;
    simulator.account.startRun('busy');
  } while (nextToken);
  expect(seen).toEqual(before);
  expect(pipeline.rows.length).toBeGreaterThan(before.length);
});

test('an empty pipeline has an empty list and no token', async () => {
  const simulator = await startSimulator({ seed: 'believable' });
  const page = await connect(simulator).send(new ListActionExecutionsCommand({ pipelineName: 'brand-new' }));
  expect(page.actionExecutionDetails).toEqual([]);
  expect('nextToken' in page).toBe(false);
});

test('pipelines and executions page as well', async () => {
  const simulator = await startSimulator();
  for (const name of ['cherry', 'apple', 'banana']) simulator.account.addPipeline({ name }, { count: 5 });
  const client = connect(simulator);
  const names: string[] = [];
  const executions: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(new ListPipelinesCommand({ maxResults: 2, nextToken }));
    names.push(...(page.pipelines ?? []).map(({ name }) => name ?? ''));
    nextToken = page.nextToken;
  } while (nextToken);
  do {
    const page = await client.send(
      new ListPipelineExecutionsCommand({ pipelineName: 'apple', maxResults: 2, nextToken }),
    );
    executions.push(...(page.pipelineExecutionSummaries ?? []).map((one) => one.pipelineExecutionId ?? ''));
    nextToken = page.nextToken;
  } while (nextToken);
  expect(names).toEqual(['apple', 'banana', 'cherry']);
  const all = simulator.account.find('apple')?.executions.map((one) => one.pipelineExecutionId);
  expect(executions).toEqual(all?.reverse());
});

test('each region is its own view of the account', async () => {
  const simulator = await startSimulator();
  simulator.account.addPipeline({ name: 'edge', region: 'us-east-1' }, { count: 2 });
  const there = await walk(connect(simulator, 'us-east-1'), 'edge', 100);
  expect(there).toHaveLength(6);
  await expect(walk(connect(simulator, 'eu-west-1'), 'edge', 100)).rejects.toThrow('does not include a pipeline');
});

test('ten thousand rows are walked by their tokens alone', async () => {
  const simulator = await startSimulator();
  const { rows } = simulator.account.addPipeline({ name: 'long' }, { count: 3500 });
  const ids = await walk(connect(simulator), 'long', 100);
  expect(ids).toEqual(rows.map((row) => row.actionExecutionId).reverse());
  expect(simulator.calls).toHaveLength(105);
});
