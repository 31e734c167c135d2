import {
  GetPipelineCommand,
  GetPipelineExecutionCommand,
  ListActionExecutionsCommand,
} from '@aws-sdk/client-codepipeline';
import { expect, test } from '@jest/globals';
import type { Call } from '../../codepipeline/call.js';
import { connect, post, SIGNED, startSimulator } from './simulator.js';

const list = new ListActionExecutionsCommand({ pipelineName: 'svc' });

test('an unknown pipeline is named together with the account, and GetPipeline words it its own way', async () => {
  const client = connect(await startSimulator({ account: { id: '210987654321' } }));
  await expect(client.send(list)).rejects.toMatchObject({
    name: 'PipelineNotFoundException',
    message: "The account with AWS account ID '210987654321' does not include a pipeline named 'svc'",
  });
  await expect(client.send(new GetPipelineCommand({ name: 'svc' }))).rejects.toMatchObject({
    name: 'PipelineNotFoundException',
    message: "Account '210987654321' does not have a pipeline with name 'svc'",
  });
});

test('an unknown execution and an unknown version are told apart', async () => {
  const simulator = await startSimulator();
  simulator.account.addPipeline({ name: 'svc', version: 3 });
  const client = connect(simulator);
  const pipelineExecutionId = '00000000-0000-4000-8000-000000000000';
  await expect(
    client.send(new GetPipelineExecutionCommand({ pipelineName: 'svc', pipelineExecutionId })),
  ).rejects.toMatchObject({ name: 'PipelineExecutionNotFoundException' });
  await expect(client.send(new GetPipelineCommand({ name: 'svc', version: 9 }))).rejects.toMatchObject({
    name: 'PipelineVersionNotFoundException',
  });
});

test.each([
  ['no signature', {}, 'MissingAuthenticationTokenException'],
  ['a bearer token', { Authorization: 'Bearer abc' }, 'IncompleteSignatureException'],
  ['half a signature', { Authorization: SIGNED.replace(/, Signature=.*/, '') }, 'IncompleteSignatureException'],
  ['another service', { Authorization: SIGNED.replace('codepipeline', 's3') }, 'InvalidSignatureException'],
])('%s is refused', async (_what, headers, name) => {
  const simulator = await startSimulator();
  const { status, text } = await post(simulator, 'ListPipelines', {}, { Authorization: '', ...headers });
  expect(status).toBe(400);
  expect(JSON.parse(text)).toMatchObject({ __type: name });
});

test.each(['ListTagsForResource', 'listPipelines', ''])(
  'operation %p is unknown, without a message',
  async (operation) => {
    const { status, text } = await post(await startSimulator(), operation, {});
    expect(status).toBe(400);
    expect(JSON.parse(text)).toEqual({ __type: 'UnknownOperationException' });
  },
);

test('a body that is no JSON is a SerializationException', async () => {
  const { status, text } = await post(await startSimulator(), 'ListPipelines', '{"maxResults":');
  expect(status).toBe(400);
  expect(JSON.parse(text).__type).toBe('SerializationException');
});

test('throttling holds for as many calls as asked, or until it is switched off', async () => {
  const simulator = await startSimulator();
  simulator.account.addPipeline({ name: 'svc' }, { count: 1 });
  const client = connect(simulator);
  const throttled = { name: 'ThrottlingException', message: 'Rate exceeded', $metadata: { httpStatusCode: 400 } };
  simulator.faults.throttle = 1;
  await expect(client.send(list)).rejects.toMatchObject(throttled);
  expect((await client.send(list)).actionExecutionDetails).toHaveLength(3);
  simulator.faults.throttle = true;
  await expect(client.send(list)).rejects.toMatchObject(throttled);
  await expect(client.send(list)).rejects.toMatchObject(throttled);
  simulator.faults.reset();
  expect((await client.send(list)).actionExecutionDetails).toHaveLength(3);
});

test('a missing permission names user, action and resource', async () => {
  const simulator = await startSimulator();
  simulator.faults.denyAccess = ['ListActionExecutions'];
  await expect(connect(simulator).send(list)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message:
      'User: arn:aws:sts::123456789012:assumed-role/pipeline-actions/bot is not authorized to perform: ' +
      'codepipeline:ListActionExecutions on resource: arn:aws:codepipeline:eu-west-1:123456789012:svc ' +
      'because no identity-based policy allows the codepipeline:ListActionExecutions action',
  });
  expect((await post(simulator, 'ListPipelines', {})).status).toBe(200);
});

test('planned failures come in turn: a server fault, an outage, a proxy page', async () => {
  const simulator = await startSimulator();
  simulator.faults.failNext(1, 500);
  simulator.faults.failNext(1, 503);
  simulator.faults.failNext(1, 502, '<html>Bad Gateway</html>');
  const client = connect(simulator);
  await expect(client.send(list)).rejects.toMatchObject({
    name: 'InternalFailure',
    $metadata: { httpStatusCode: 500 },
  });
  await expect(client.send(list)).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });
  await expect(client.send(list)).rejects.toMatchObject({ $metadata: { httpStatusCode: 502 } });
  await expect(client.send(list)).rejects.toMatchObject({ name: 'PipelineNotFoundException' });
});

test('a call that hangs is left without an answer until the simulator stops', async () => {
  const simulator = await startSimulator();
  simulator.faults.hang = true;
  const timeout = AbortSignal.timeout(150);
  await expect(connect(simulator).send(list, { abortSignal: timeout })).rejects.toMatchObject({ name: 'AbortError' });
  expect(simulator.calls).toEqual([expect.objectContaining({ operation: 'ListActionExecutions', status: 0 })]);
});

test('latency is added to each answer', async () => {
  const simulator = await startSimulator();
  simulator.faults.latencyMs = 60;
  await expect(connect(simulator).send(list)).rejects.toThrow();
  expect(simulator.calls[0]?.ms).toBeGreaterThanOrEqual(59);
});

test('pages can be empty or short and yet carry a token', async () => {
  const simulator = await startSimulator();
  const { rows } = simulator.account.addPipeline({ name: 'svc' }, { count: 2 });
  const client = connect(simulator);
  const sizes: number[] = [];
  const ids: (string | undefined)[] = [];
  simulator.faults.emptyPages = 2;
  simulator.faults.shortPages = 4;
  simulator.faults.tokenOnLastPage = true;
  let nextToken: string | undefined;
  do {
    const page = await client.send(new ListActionExecutionsCommand({ pipelineName: 'svc', nextToken }));
    sizes.push(page.actionExecutionDetails?.length ?? -1);
    ids.push(...(page.actionExecutionDetails ?? []).map((row) => row.actionExecutionId));
    nextToken = page.nextToken;
  } while (nextToken);
  expect(sizes).toEqual([0, 0, 4, 2, 0]);
  expect(ids).toEqual(rows.map((row) => row.actionExecutionId).reverse());
});

test('every call is recorded and told, with what the exchange panel shows and without the signature', async () => {
  const told: [Call, unknown][] = [];
  const simulator = await startSimulator({ onCall: (call, exchange) => told.push([call, exchange]) });
  await expect(connect(simulator).send(list)).rejects.toThrow();
  expect(simulator.calls).toEqual([
    expect.objectContaining({
      operation: 'ListActionExecutions',
      input: { pipelineName: 'svc' },
      region: 'eu-west-1',
      status: 400,
      error: 'PipelineNotFoundException',
    }),
  ]);
  expect(told).toEqual([
    [
      simulator.calls[0],
      expect.objectContaining({
        route: 'bot → aws',
        title: 'ListActionExecutions',
        status: 400,
        error: 'PipelineNotFoundException',
        request: '{"pipelineName":"svc"}',
        response: expect.stringContaining('does not include'),
      }),
    ],
  ]);
  expect(JSON.stringify(told)).not.toMatch(/Signature=[0-9a-f]/);
});
