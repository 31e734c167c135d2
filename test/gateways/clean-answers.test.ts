import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type CodePipeline, createCodePipeline } from '../../src/gateways/code-pipeline.js';

let server: Server;
let pipelines: CodePipeline;
let bodies: string[] = [];
let asked = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    asked += 1;
    const body = bodies.length > 1 ? bodies.shift() : bodies[0];
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  pipelines = createCodePipeline({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  });
});
beforeEach(() => {
  asked = 0;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const list = (...answers: string[]) => {
  bodies = answers;
  return pipelines.listActionExecutions({ pipelineName: 'svc', maxResults: 10 });
};
const rowOf = async (row: unknown) =>
  (await list(JSON.stringify({ actionExecutionDetails: [row] }))).actionExecutions[0];

describe('an answer with status 200', () => {
  test.each(['', 'null', '[]', '5', '"text"', '<html>', '{"actionExecutionDetails":['])(
    'that can’t be read is a fault, and asked for three times: %s',
    async (body) => {
      await expect(list(body)).rejects.toMatchObject({ kind: 'service-fault', code: 'UnreadableAnswer' });
      expect(asked).toBe(3);
    },
  );

  test('that can’t be read once is no fault', async () => {
    expect((await list('', '{"actionExecutionDetails":[{"stageName":"Build"}]}')).actionExecutions).toEqual([
      { stageName: 'Build' },
    ]);
  });

  test('without any rows has none', async () => {
    expect((await list('{"actionExecutionDetails":[]}')).actionExecutions).toEqual([]);
    expect((await list('{}')).actionExecutions).toEqual([]);
  });
});

describe('what has not its type is left out, and the rest stays', () => {
  test.each([1e15, -1, 'yesterday', '2024-01-01T00:00:00Z', true, {}, [], null, 4_102_444_800])(
    'a start that is no time: %j',
    async (startTime) => {
      expect(await rowOf({ startTime, lastUpdateTime: 1790625311.678, stageName: 'Build' })).toEqual({
        lastUpdateTime: new Date(1790625311678),
        stageName: 'Build',
      });
    },
  );

  test('texts, numbers, lists, maps and objects of a row', async () => {
    const row = {
      pipelineExecutionId: ['a'],
      stageName: 5,
      actionName: 'Build',
      status: {},
      pipelineVersion: 'one',
      input: { configuration: { a: 1, b: 'two', c: null, d: {} }, inputArtifacts: [null, 5, { name: 4 }], region: 'x' },
      output: { executionResult: 'text', outputVariables: [], outputArtifacts: {} },
      unknownField: 'of a later service',
    };
    expect(await rowOf(row)).toEqual({
      actionName: 'Build',
      input: { configuration: { b: 'two' }, inputArtifacts: [{}], region: 'x' },
      output: {},
    });
  });

  test('rows that are none, and a token that is none', async () => {
    const page = await list('{"actionExecutionDetails":[null,5,"row",[],{"stageName":"Build"}],"nextToken":7}');
    expect(page).toMatchObject({ actionExecutions: [{ stageName: 'Build' }] });
    expect(page.nextToken).toBeUndefined();
  });
});

test('half a character becomes the mark for one that can’t be read, in names of settings as well', async () => {
  const body =
    '{"actionExecutionDetails":[{"stageName":"\\ud83d","actionName":"\\ude80 go","input":{"configuration":{"\\udc00":"a\\ud800b"}}}]}';
  expect((await list(body)).actionExecutions).toEqual([
    { stageName: '\ufffd', actionName: '\ufffd go', input: { configuration: { '\ufffd': 'a\ufffdb' } } },
  ]);
});

test('a name such as __proto__ is a name', async () => {
  const body = '{"actionExecutionDetails":[{"input":{"configuration":{"__proto__":"x","constructor":"y"}}}]}';
  const [row] = (await list(body)).actionExecutions;
  expect(Object.entries(row?.input?.configuration ?? {})).toEqual([
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ]);
});
