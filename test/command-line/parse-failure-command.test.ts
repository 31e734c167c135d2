import { describe, expect, test } from '@jest/globals';
import { parseCommand } from '../../src/command-line/parse-command.js';

const ID = '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d';

test.each([
  ['failure checkout', { pipelineName: 'checkout' }],
  [`failure checkout ${ID}`, { pipelineName: 'checkout', pipelineExecutionId: ID }],
  [`Failure —execution=${ID} checkout`, { pipelineName: 'checkout', pipelineExecutionId: ID }],
  ['failure checkout --region us-east-1', { pipelineName: 'checkout', region: 'us-east-1' }],
  ['/pipeline-actions failure -region us-east-1 checkout', { pipelineName: 'checkout', region: 'us-east-1' }],
  ['failure failure', { pipelineName: 'failure' }],
])('%s', (typed, expected) => {
  expect(parseCommand(typed)).toEqual({ kind: 'failure', ...expected });
});

describe('refused', () => {
  test.each([
    ['failure', 'The name of a pipeline is missing.'],
    [
      'failure checkout --failed',
      'failure takes a pipeline, an execution id if you like, and --region; “--failed” is none of them.',
    ],
    ['failure checkout 123', 'The word behind the pipeline takes an execution id'],
    ['failure checkout --region moon', '--region takes a region’s code'],
    [`failure a ${ID} b`, '“b” is one word too many'],
  ])('%s', (typed, problem) => {
    expect(parseCommand(typed)).toEqual({ kind: 'refused', problem: expect.stringContaining(problem) });
  });
});

test('a pipeline that is called failure can still be listed', () => {
  expect(parseCommand('--pipeline-name failure')).toMatchObject({ kind: 'list', listing: { pipelineName: 'failure' } });
});
