import { type ActionExecutionFilter, ListActionExecutionsCommand } from '@aws-sdk/client-codepipeline';
import { beforeEach, expect, test } from '@jest/globals';
import { compileError } from '../../codepipeline/account/failures.js';
import type { Execution } from '../../codepipeline/account/model.js';
import { endingAt } from '../../codepipeline/account/script.js';
import { connect, startSimulator } from './simulator.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';
let retried: Execution;
let other: Execution;
let list: (
  filter?: ActionExecutionFilter,
  maxResults?: number,
  nextToken?: string,
) => Promise<{ rows: string[]; token?: string }>;

beforeEach(async () => {
  const simulator = await startSimulator();
  simulator.account.addPipeline(
    { name: 'svc' },
    {
      count: 3,
      past: (newer) =>
        newer === 1
          ? { script: endingAt('Build/Build', compileError, [1, 2]), retriesAfterMinutes: [3, 4] }
          : undefined,
    },
  );
  const executions = simulator.account.find('svc')?.executions ?? [];
  [other, retried] = [executions[0] as Execution, executions[1] as Execution];
  const client = connect(simulator);
  list = async (filter, maxResults, nextToken) => {
    const page = await client.send(
      new ListActionExecutionsCommand({ pipelineName: 'svc', filter, maxResults, nextToken }),
    );
    const rows = (page.actionExecutionDetails ?? []).map(
      (row) => `${row.actionName} ${row.status} ${row.actionExecutionId}`,
    );
    return { rows, ...(page.nextToken && { token: page.nextToken }) };
  };
});

const latest = (execution: string, startTimeRange: 'Latest' | 'All') => ({
  latestInPipelineExecution: { pipelineExecutionId: execution, startTimeRange },
});

test('an execution id gives every attempt of every action of that execution', async () => {
  const { rows } = await list({ pipelineExecutionId: retried.pipelineExecutionId });
  expect(rows.map((row) => row.split(' ').slice(0, 2).join(' '))).toEqual([
    'Deploy Succeeded',
    'Build Succeeded',
    'Build Failed',
    'Build Failed',
    'Source Succeeded',
  ]);
  expect(new Set(rows).size).toBe(5);
});

test('All gives the same rows, and its tokens interchange with the plain id', async () => {
  const id = retried.pipelineExecutionId;
  expect(await list(latest(id, 'All'))).toEqual(await list({ pipelineExecutionId: id }));
  const first = await list({ pipelineExecutionId: id }, 2);
  const second = await list(latest(id, 'All'), 2, first.token);
  const third = await list({ pipelineExecutionId: id }, 2, second.token);
  expect([...first.rows, ...second.rows, ...third.rows]).toEqual((await list(latest(id, 'All'))).rows);
});

test('Latest gives the newest attempt of each action, kept successes included', async () => {
  const { rows } = await list(latest(retried.pipelineExecutionId, 'Latest'));
  expect(rows.map((row) => row.split(' ').slice(0, 2).join(' '))).toEqual([
    'Deploy Succeeded',
    'Build Succeeded',
    'Source Succeeded',
  ]);
});

test('both filters at once intersect', async () => {
  const [a, b] = [retried.pipelineExecutionId, other.pipelineExecutionId];
  expect((await list({ pipelineExecutionId: a, ...latest(a, 'Latest') })).rows).toEqual(
    (await list(latest(a, 'Latest'))).rows,
  );
  expect((await list({ pipelineExecutionId: a, ...latest(b, 'Latest') })).rows).toEqual([]);
});

test('only the top-level id is checked when both are given', async () => {
  const known = retried.pipelineExecutionId;
  expect((await list({ pipelineExecutionId: known, ...latest(UNKNOWN, 'All') })).rows).toEqual([]);
  await expect(list({ pipelineExecutionId: UNKNOWN, ...latest(known, 'All') })).rejects.toMatchObject({
    name: 'PipelineExecutionNotFoundException',
    message: `Pipeline Execution with id '${UNKNOWN}' does not exist in pipeline with name 'svc'`,
  });
});

test("an unknown nested id alone is called 'null' in the message", async () => {
  await expect(list(latest(UNKNOWN, 'Latest'))).rejects.toMatchObject({
    name: 'PipelineExecutionNotFoundException',
    message: "Pipeline Execution with id 'null' does not exist in pipeline with name 'svc'",
  });
});

test('a Latest token given to All, and the other way round, is a server fault without a message', async () => {
  const id = retried.pipelineExecutionId;
  const fromLatest = (await list(latest(id, 'Latest'), 1)).token;
  const fromAll = (await list(latest(id, 'All'), 1)).token;
  const fault = { name: 'InternalFailure', $metadata: { httpStatusCode: 500 } };
  await expect(list(latest(id, 'All'), 1, fromLatest)).rejects.toMatchObject(fault);
  await expect(list({ pipelineExecutionId: id }, 1, fromLatest)).rejects.toMatchObject(fault);
  await expect(list(latest(id, 'Latest'), 1, fromAll)).rejects.toMatchObject(fault);
});

test('a token of another execution, or of the whole pipeline, is not valid', async () => {
  const foreign = (await list({ pipelineExecutionId: retried.pipelineExecutionId }, 1)).token;
  const whole = (await list(undefined, 1)).token;
  const invalid = { name: 'InvalidNextTokenException', $metadata: { httpStatusCode: 400 } };
  await expect(list({ pipelineExecutionId: other.pipelineExecutionId }, 1, foreign)).rejects.toMatchObject(invalid);
  await expect(list({ pipelineExecutionId: other.pipelineExecutionId }, 1, whole)).rejects.toMatchObject(invalid);
  await expect(list(undefined, 1, foreign)).rejects.toMatchObject(invalid);
});
