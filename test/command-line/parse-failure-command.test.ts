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
  ['failure checkout --failed', { pipelineName: 'checkout' }],
])('%s', (typed, expected) => {
  expect(parseCommand(typed)).toEqual({ kind: 'failure', ...expected });
});

describe('refused', () => {
  test.each([
    ['failure', { kind: 'missing-name', command: 'failure' }],
    ['failure checkout --page-size 5', { kind: 'foreign-option', option: '--page-size' }],
    ['failure checkout --output json', { kind: 'foreign-option', option: '--output' }],
    ['failure checkout 123', { kind: 'execution-id', given: '123' }],
    ['failure checkout --region moon', { kind: 'region', given: 'moon' }],
  ])('%s', (typed, refusal) => {
    expect(parseCommand(typed)).toMatchObject({ kind: 'refused', refusal });
  });
});

test('a pipeline that is called failure can still be listed', () => {
  expect(parseCommand('--pipeline-name failure')).toMatchObject({ kind: 'list', listing: { pipelineName: 'failure' } });
});
