import { expect, test } from '@jest/globals';
import { post, startSimulator } from './simulator.js';

const ID = '11111111-2222-4333-8444-555555555555';
const at = (path: string, constraint: string) =>
  `Value at '${path}' failed to satisfy constraint: Member must ${constraint}`;
const NAME = 'satisfy regular expression pattern: [A-Za-z0-9.@\\-_]+';
const EXECUTION = 'satisfy regular expression pattern: [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const nested = 'filter.latestInPipelineExecution';

const refused: [string, string, object, string[]][] = [
  ['no name', 'ListActionExecutions', {}, [at('pipelineName', 'not be null')]],
  ['a null name', 'ListActionExecutions', { pipelineName: null }, [at('pipelineName', 'not be null')]],
  [
    'an empty name',
    'ListActionExecutions',
    { pipelineName: '' },
    [at('pipelineName', 'have length greater than or equal to 1'), at('pipelineName', NAME)],
  ],
  [
    'a name of 101',
    'ListActionExecutions',
    { pipelineName: 'x'.repeat(101) },
    [at('pipelineName', 'have length less than or equal to 100')],
  ],
  ['a space in the name', 'ListActionExecutions', { pipelineName: 'no pe' }, [at('pipelineName', NAME)]],
  ['a line break after the name', 'ListActionExecutions', { pipelineName: 'svc\n' }, [at('pipelineName', NAME)]],
  [
    'an upper-case execution id',
    'ListActionExecutions',
    { pipelineName: 'svc', filter: { pipelineExecutionId: ID.replace('11111111', 'ABCDEF00') } },
    [at('filter.pipelineExecutionId', EXECUTION)],
  ],
  [
    'an empty latest filter',
    'ListActionExecutions',
    { pipelineName: 'svc', filter: { latestInPipelineExecution: {} } },
    [at(`${nested}.pipelineExecutionId`, 'not be null'), at(`${nested}.startTimeRange`, 'not be null')],
  ],
  [
    'an unknown range',
    'ListActionExecutions',
    {
      pipelineName: 'svc',
      filter: { latestInPipelineExecution: { pipelineExecutionId: ID, startTimeRange: 'Unknown' } },
    },
    [at(`${nested}.startTimeRange`, 'satisfy enum value set: [All, Latest]')],
  ],
  [
    'a page of 0',
    'ListActionExecutions',
    { pipelineName: 'svc', maxResults: 0 },
    [at('maxResults', 'have value greater than or equal to 1')],
  ],
  [
    'a page of 101',
    'ListActionExecutions',
    { pipelineName: 'svc', maxResults: 101 },
    [at('maxResults', 'have value less than or equal to 100')],
  ],
  [
    'an empty token',
    'ListActionExecutions',
    { pipelineName: 'svc', nextToken: '' },
    [at('nextToken', 'have length greater than or equal to 1')],
  ],
  [
    'a token of 2,049',
    'ListActionExecutions',
    { pipelineName: 'svc', nextToken: 'x'.repeat(2049) },
    [at('nextToken', 'have length less than or equal to 2048')],
  ],
  [
    'a page of 1,001 pipelines',
    'ListPipelines',
    { maxResults: 1001 },
    [at('maxResults', 'have value less than or equal to 1000')],
  ],
  ['no name', 'GetPipeline', {}, [at('name', 'not be null')]],
  ['version 0', 'GetPipeline', { name: 'svc', version: 0 }, [at('version', 'have value greater than or equal to 1')]],
  ['no name', 'GetPipelineState', {}, [at('name', 'not be null')]],
  [
    'nothing at all',
    'GetPipelineExecution',
    {},
    [at('pipelineName', 'not be null'), at('pipelineExecutionId', 'not be null')],
  ],
  [
    'a stage with a slash',
    'ListPipelineExecutions',
    { pipelineName: 'svc', filter: { succeededInStage: { stageName: 'a/b' } } },
    [at('filter.succeededInStage.stageName', NAME)],
  ],
];

test.each(refused)('%s is refused by %s before anything is looked up', async (_what, operation, input, faults) => {
  const { status, text } = await post(await startSimulator(), operation, input);
  const count = faults.length === 1 ? '1 validation error' : `${faults.length} validation errors`;
  expect(status).toBe(400);
  expect(JSON.parse(text)).toEqual({
    __type: 'ValidationException',
    message: `${count} detected: ${faults.join('; ')}`,
  });
});

test('faults of several members are told together', async () => {
  const { text } = await post(await startSimulator(), 'ListActionExecutions', { pipelineName: '!', maxResults: 500 });
  expect(JSON.parse(text).message).toBe(
    `2 validation errors detected: ${at('pipelineName', NAME)}; ${at('maxResults', 'have value less than or equal to 100')}`,
  );
});

test('values at the limits are let through', async () => {
  const simulator = await startSimulator();
  const longest = 'a'.repeat(100);
  simulator.account.addPipeline({ name: longest }, { count: 1 });
  const ok = await post(simulator, 'ListActionExecutions', { pipelineName: longest, maxResults: 100 });
  expect(ok.status).toBe(200);
  const strange = await post(simulator, 'ListActionExecutions', { pipelineName: 'A-z.0_@' });
  expect(JSON.parse(strange.text).__type).toBe('PipelineNotFoundException');
  const token = await post(simulator, 'ListActionExecutions', { pipelineName: longest, nextToken: 'x'.repeat(2048) });
  expect(JSON.parse(token.text).__type).toBe('InvalidNextTokenException');
});

const unreadable: [object, string][] = [
  [{ pipelineName: 5 }, 'NUMBER_VALUE can not be converted to a String'],
  [{ pipelineName: true }, 'TRUE_VALUE can not be converted to a String'],
  [{ pipelineName: {} }, 'Start of structure or map found where not expected'],
  [{ pipelineName: ['svc'] }, 'Unrecognized collection type'],
  [{ pipelineName: 'svc', filter: [] }, 'Unrecognized collection type'],
  [{ pipelineName: 'svc', maxResults: 'ten' }, 'STRING_VALUE can not be converted to an Integer'],
  [{ pipelineName: 'svc', maxResults: 1.5 }, 'DECIMAL_VALUE can not be converted to an Integer'],
  [{ pipelineName: 'svc', maxResults: -0.5 }, 'DECIMAL_VALUE can not be converted to an Integer'],
  [{ pipelineName: 'no such!', maxResults: 100.25 }, 'DECIMAL_VALUE can not be converted to an Integer'],
];

test.each(unreadable)('a wrong JSON type is a SerializationException: %j', async (input, message) => {
  const { status, text } = await post(await startSimulator(), 'ListActionExecutions', input);
  expect(status).toBe(400);
  expect(JSON.parse(text)).toEqual({ __type: 'SerializationException', message });
});

test('half an item is refused by every operation that takes a number', async () => {
  const simulator = await startSimulator();
  const asked: [string, object][] = [
    ['ListPipelines', { maxResults: 1.5 }],
    ['ListPipelineExecutions', { pipelineName: 'svc', maxResults: 1.5 }],
    ['GetPipeline', { name: 'svc', version: 1.5 }],
  ];
  for (const [operation, input] of asked)
    expect(JSON.parse((await post(simulator, operation, input)).text).__type).toBe('SerializationException');
});
