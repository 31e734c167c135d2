import {
  GetPipelineExecutionCommand,
  GetPipelineStateCommand,
  ListPipelineExecutionsCommand,
} from '@aws-sdk/client-codepipeline';
import { beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { connect, post, startSimulator } from './simulator.js';

const artifacts = z.array(
  z.strictObject({ name: z.string(), s3location: z.strictObject({ bucket: z.string(), key: z.string() }) }),
);
const texts = z.record(z.string(), z.string());

/** The service model's ActionExecutionDetail, strict: an unmodelled key is an error, but for the one real leftover. */
const detail = z.strictObject({
  pipelineExecutionId: z.uuid().lowercase(),
  actionExecutionId: z.uuid(),
  pipelineVersion: z.int().min(1),
  stageName: z.string().regex(/^[A-Za-z0-9.@\-_]{1,100}$/),
  actionName: z.string().regex(/^[A-Za-z0-9.@\-_]{1,100}$/),
  startTime: z.number(),
  lastUpdateTime: z.number(),
  updatedBy: z.string().startsWith('arn:aws:').optional(),
  status: z.enum(['InProgress', 'Abandoned', 'Succeeded', 'Failed']),
  input: z.strictObject({
    actionTypeId: z.strictObject({
      __type: z.literal('ActionTypeId'),
      category: z.enum(['Source', 'Build', 'Deploy', 'Test', 'Invoke', 'Approval', 'Compute']),
      owner: z.enum(['AWS', 'ThirdParty', 'Custom']),
      provider: z.string().regex(/^[0-9A-Za-z_-]{1,35}$/),
      version: z.string().regex(/^[0-9A-Za-z_-]{1,9}$/),
    }),
    configuration: z.record(z.string().max(50), z.string().min(1).max(1000)),
    resolvedConfiguration: texts,
    roleArn: z.string().optional(),
    region: z.string(),
    inputArtifacts: artifacts,
    namespace: z.string().optional(),
  }),
  output: z.strictObject({
    outputArtifacts: artifacts,
    executionResult: z
      .strictObject({
        externalExecutionId: z.string().optional(),
        externalExecutionSummary: z.string().optional(),
        externalExecutionUrl: z.string().min(1).max(2048).optional(),
        errorDetails: z.strictObject({ code: z.string(), message: z.string().min(1).max(5000) }).optional(),
        logStreamARN: z.string().max(250).optional(),
      })
      .optional(),
    outputVariables: z.record(z.string().regex(/^[A-Za-z0-9@\-_]+$/), z.string()),
  }),
});
type Detail = z.infer<typeof detail>;

let simulator: Awaited<ReturnType<typeof startSimulator>>;
const rowsOf = new Map<string, Detail[]>();

beforeAll(async () => {
  const seeded = await startSimulator({ seed: 'believable' });
  for (const { name } of seeded.account.pipelines()) {
    let nextToken: string | undefined;
    const rows: Detail[] = [];
    do {
      const { text } = await post(seeded, 'ListActionExecutions', { pipelineName: name, nextToken });
      const page = z
        .object({ actionExecutionDetails: z.array(detail), nextToken: z.string().optional() })
        .parse(JSON.parse(text));
      rows.push(...page.actionExecutionDetails);
      nextToken = page.nextToken;
    } while (nextToken);
    rowsOf.set(name, rows);
  }
  await seeded.stop();
});

function find(name: string, is: (row: Detail) => boolean): Detail {
  const row = rowsOf.get(name)?.find(is);
  if (!row) throw new Error(`No such row in ${name}`);
  return row;
}

test('the seeded account has hundreds of executions, all within the service model', () => {
  const rows = [...rowsOf.values()].flat();
  expect(rows.length).toBeGreaterThan(1500);
  expect(new Set(rows.map((row) => row.pipelineExecutionId)).size).toBeGreaterThan(400);
  expect(new Set(rows.map((row) => row.actionExecutionId)).size).toBe(rows.length);
  expect(new Set(rows.map((row) => row.status))).toEqual(new Set(['InProgress', 'Abandoned', 'Succeeded', 'Failed']));
  expect(new Set(rows.map((row) => row.input.actionTypeId.category)).size).toBe(7);
  expect(Math.max(...rows.map((row) => row.lastUpdateTime))).toBeLessThanOrEqual(Date.now() / 1000);
});

test('times are epoch seconds with at most three decimals', () => {
  for (const { startTime, lastUpdateTime } of [...rowsOf.values()].flat()) {
    expect(startTime).toBeGreaterThan(1_600_000_000);
    expect(startTime).toBeLessThan(10_000_000_000);
    expect(String(startTime)).toMatch(/^\d{10}(\.\d{1,3})?$/);
    expect(lastUpdateTime).toBeGreaterThanOrEqual(startTime);
  }
});

test('an approval that waits has no execution result and no person', () => {
  const waiting = find('payments-api-prod', (row) => row.status === 'InProgress');
  expect(waiting.input.actionTypeId.category).toBe('Approval');
  expect(waiting.output).toEqual({ outputArtifacts: [], outputVariables: {} });
  expect(waiting).not.toHaveProperty('updatedBy');
});

test("a rejected approval is Failed without error details, with the reviewer's words and name", () => {
  const row = find('checkout-service', (one) => one.actionName === 'Approve' && one.status === 'Failed');
  expect(row.output.executionResult).toEqual({
    externalExecutionId: row.actionExecutionId,
    externalExecutionSummary: expect.stringContaining('holiday freeze'),
  });
  expect(row.updatedBy).toMatch(/assumed-role\/Release\//);
});

test('source rows have no updatedBy; their variables resolve in later configurations', () => {
  const source = find('checkout-service', (row) => row.actionName === 'Source');
  expect(source).not.toHaveProperty('updatedBy');
  const build = find(
    'checkout-service',
    (row) => row.actionName === 'Build' && row.pipelineExecutionId === source.pipelineExecutionId,
  );
  expect(build.input.configuration.EnvironmentVariables).toContain('#{SourceVariables.CommitId}');
  expect(build.input.resolvedConfiguration.EnvironmentVariables).toContain(source.output.outputVariables.CommitId);
  expect(build.input.inputArtifacts).toEqual(source.output.outputArtifacts);
});

test('what is unset is absent, and what is empty is there', () => {
  const source = find('data-export-nightly', (row) => row.actionName === 'Source');
  expect(source.input).toMatchObject({ inputArtifacts: [] });
  for (const key of ['roleArn', 'namespace']) expect(source.input).not.toHaveProperty(key);
  expect(source.output.outputVariables).toMatchObject({ BucketName: 'example-export-config' });
  const stack = find('infra-network', (row) => row.actionName === 'Network');
  expect(stack.input.roleArn).toMatch(/^arn:aws:iam::/);
  expect(stack.input.namespace).toBe('NetworkVariables');
});

test('artifact keys cut the names to 20 and 10 and end in 7 random characters', () => {
  const source = find('data-export-nightly', (row) => row.actionName === 'Source');
  expect(source.output.outputArtifacts[0]?.s3location.key).toMatch(/^data-export-nightly\/SourceZip\/[A-Za-z0-9]{7}$/);
  const long = [...rowsOf.entries()].find(([name]) => name.length === 100)?.[1] ?? [];
  expect(long[0]?.input.inputArtifacts[0]?.s3location.key).toMatch(
    /^platform-team\.eu-wes\/BuildOutpu\/[A-Za-z0-9]{7}$/,
  );
});

test('hostile text comes through untouched, as far as the service lets it', () => {
  const row = find('hostile-text', (one) => one.output.executionResult?.errorDetails !== undefined);
  const result = row.output.executionResult;
  expect(result?.errorDetails?.message).toHaveLength(5000);
  expect(result?.externalExecutionSummary).toHaveLength(2048);
  expect(result?.externalExecutionUrl).toMatch(/^javascript:/);
  for (const piece of ['<!channel>', '<https://evil.example|click>', '```', '&amp;', '\u202E', '👩‍👩‍👧‍👦', '*bold*']) {
    expect(result?.errorDetails?.message).toContain(piece);
  }
  expect(row.input.configuration.EnvironmentVariables).toContain('AKIA');
});

test('the same account comes back on every start, relative to now', async () => {
  const [one, two] = [await startSimulator({ seed: 'believable' }), await startSimulator({ seed: 'believable' })];
  const idsOf = (s: typeof one) => s.account.find('checkout-service')?.rows.map((row) => row.actionExecutionId);
  expect(idsOf(one)).toEqual(idsOf(two));
});

test('answers carry the headers of AWS JSON 1.1', async () => {
  simulator = await startSimulator();
  const { headers } = await post(simulator, 'ListPipelines', {});
  expect(headers.get('content-type')).toBe('application/x-amz-json-1.1');
  expect(headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
});

test('state, execution and history agree on what a pipeline is doing', async () => {
  simulator = await startSimulator({ seed: 'believable' });
  const client = connect(simulator);
  const state = await client.send(new GetPipelineStateCommand({ name: 'payments-api-prod' }));
  const approval = state.stageStates?.find(({ stageName }) => stageName === 'Approval');
  const open = approval?.actionStates?.[0]?.latestExecution;
  expect(open?.token).toBe(open?.actionExecutionId);
  const pipelineExecutionId = approval?.latestExecution?.pipelineExecutionId ?? '';
  const { pipelineExecution } = await client.send(
    new GetPipelineExecutionCommand({ pipelineName: 'payments-api-prod', pipelineExecutionId }),
  );
  expect(pipelineExecution).toMatchObject({ status: 'InProgress', executionMode: 'QUEUED', pipelineVersion: 31 });
  expect(pipelineExecution).not.toHaveProperty('executionType');
  const { pipelineExecutionSummaries } = await client.send(
    new ListPipelineExecutionsCommand({ pipelineName: 'payments-api-prod', maxResults: 1 }),
  );
  expect(pipelineExecutionSummaries?.[0]).toMatchObject({
    pipelineExecutionId,
    sourceRevisions: [{ actionName: 'Source', revisionId: pipelineExecution?.artifactRevisions?.[0]?.revisionId }],
  });
  const succeeded = await client.send(
    new ListPipelineExecutionsCommand({
      pipelineName: 'payments-api-prod',
      filter: { succeededInStage: { stageName: 'Deploy' } },
    }),
  );
  const all = succeeded.pipelineExecutionSummaries ?? [];
  expect(all.length).toBeGreaterThan(10);
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set(['Succeeded']));
});
