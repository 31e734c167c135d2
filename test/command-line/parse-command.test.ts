import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Command, parseCommand } from '../../src/command-line/parse-command.js';
import type { Refusal } from '../../src/command-line/refusal.js';
import { formatStartingToken } from '../../src/command-line/starting-token.js';
import type { Listing } from '../../src/domain/listing.js';
import { anyText, hostileText, token } from '../arbitraries.js';
import { forAll } from '../for-all.js';

const ID = '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d';
const OTHER = 'ffffffff-5f60-4a7b-8c9d-0e1f2a3b4c5d';
const plain: Listing = { pipelineName: 'my-pipeline', pageSize: 10, failedOnly: false };
const latest = { pipelineExecutionId: ID, startTimeRange: 'Latest' };

const listingOf = (text: string) => {
  const command = parseCommand(text);
  return command.kind === 'list' ? command.listing : command;
};
const refusalOf = (text: string) => {
  const command = parseCommand(text);
  return command.kind === 'refused' ? command.refusal : command;
};
const placeOf = (command: Command) => (command.kind === 'list' ? command.place : command);

describe('what can be typed', () => {
  test.each<[string, Partial<Listing>]>([
    ['my-pipeline', {}],
    ['  my-pipeline\u00a0 ', {}],
    ['/pipeline-actions my-pipeline', {}],
    ['--pipeline-name my-pipeline', {}],
    ['--pipeline-name=my-pipeline', {}],
    [`my-pipeline ${ID}`, { filter: { pipelineExecutionId: ID } }],
    [`my-pipeline --execution ${ID}`, { filter: { pipelineExecutionId: ID } }],
    [`my-pipeline --latest ${ID}`, { filter: { latestInPipelineExecution: latest as never } }],
    [
      `my-pipeline --all ${ID}`,
      { filter: { latestInPipelineExecution: { ...latest, startTimeRange: 'All' } as never } },
    ],
    [
      `my-pipeline ${ID} --latest ${ID}`,
      { filter: { pipelineExecutionId: ID, latestInPipelineExecution: latest as never } },
    ],
    [`my-pipeline --filter pipelineExecutionId=${ID}`, { filter: { pipelineExecutionId: ID } }],
    [
      `my-pipeline --filter latestInPipelineExecution={pipelineExecutionId=${ID},startTimeRange=Latest}`,
      { filter: { latestInPipelineExecution: latest as never } },
    ],
    [
      `my-pipeline --filter latestInPipelineExecution={pipelineExecutionId=${ID}, startTimeRange=Latest},pipelineExecutionId=${ID}`,
      { filter: { pipelineExecutionId: ID, latestInPipelineExecution: latest as never } },
    ],
    [`my-pipeline --filter '{"pipelineExecutionId":"${ID}"}'`, { filter: { pipelineExecutionId: ID } }],
    [`my-pipeline --filter {"pipelineExecutionId": "${ID}"}`, { filter: { pipelineExecutionId: ID } }],
    [`my-pipeline --filter "{\\"pipelineExecutionId\\":\\"${ID}\\"}"`, { filter: { pipelineExecutionId: ID } }],
    ['my-pipeline --page-size 100', { pageSize: 100 }],
    ['my-pipeline --page-size=7', { pageSize: 7 }],
    ['my-pipeline -page-size 7', { pageSize: 7 }],
    ['my-pipeline --max-results 7', { pageSize: 7 }],
    ['my-pipeline --max-items 25', { maxItems: 25 }],
    ['my-pipeline --max-items 3', { maxItems: 3, pageSize: 3 }],
    ['my-pipeline --failed', { failedOnly: true, pageSize: 100 }],
    ['my-pipeline --failed --page-size 20', { failedOnly: true, pageSize: 20 }],
    ['my-pipeline --region us-gov-west-1', { region: 'us-gov-west-1' }],
    ['list-action-executions --pipeline-name my-pipeline', {}],
    ['codepipeline list-action-executions --pipeline-name my-pipeline', {}],
    [
      'aws codepipeline --region eu-central-1 list-action-executions --pipeline-name my-pipeline',
      { region: 'eu-central-1' },
    ],
    ['my-pipeline ––page-size 7', { pageSize: 7 }],
    ['my-pipeline --max-items 2000000000', { maxItems: 2_000_000_000 }],
    ['aws codepipeline list-action-executions --pipeline-name my-pipeline', {}],
    [
      '$ aws --region eu-central-1 codepipeline list-action-executions --pipeline-name my-pipeline',
      { region: 'eu-central-1' },
    ],
    [
      'AWS_PROFILE=prod aws codepipeline list-action-executions \\\n  --pipeline-name my-pipeline \\\n  --page-size 5',
      { pageSize: 5 },
    ],
    [`--cli-input-json {"pipelineName":"my-pipeline","maxResults":4}`, { pageSize: 4 }],
  ])('%s', (text, expected) => {
    expect(listingOf(text)).toEqual({ ...plain, ...expected });
  });

  test.each<[string, Partial<Listing>]>([
    ['my-pipeline —page-size 7', { pageSize: 7 }],
    ['my-pipeline –failed –page-size 7', { failedOnly: true, pageSize: 7 }],
    [`my-pipeline --filter ‘{“pipelineExecutionId”:“${ID}”}’`, { filter: { pipelineExecutionId: ID } }],
    ['“my-pipeline”', {}],
    ['<https://example.com/my-pipeline|my-pipeline>', {}],
    ['my-pipeline\u2003--page-size\u00a07', { pageSize: 7 }],
  ])('from a phone: %s', (text, expected) => {
    expect(listingOf(text)).toEqual({ ...plain, ...expected });
  });

  test.each(['', '   ', '/pipeline-actions', '$'])('nothing: “%s”', (text) => {
    expect(parseCommand(text)).toEqual({ kind: 'pick' });
  });

  test.each(['help', '--help', '-h', 'HELP', 'help subscribe', 'subscribe --help', 'my-pipeline -h'])(
    'help: “%s”',
    (text) => {
      expect(parseCommand(text)).toEqual({ kind: 'help' });
    },
  );

  test('a pipeline that is called help, by its flag', () => {
    expect(listingOf('--pipeline-name help')).toEqual({ ...plain, pipelineName: 'help' });
  });

  test('flags of the CLI that mean nothing here, with a note', () => {
    const command = parseCommand(
      'aws codepipeline list-action-executions --pipeline-name my-pipeline --output json --no-cli-pager',
    );
    expect(command).toMatchObject({
      kind: 'list',
      listing: plain,
      ignored: ['--output', '--no-cli-pager'],
    });
  });
});

describe('what is refused, and why', () => {
  test.each<[string, Partial<Refusal>]>([
    ['my-pipeline --page-size 0', { kind: 'number', option: '--page-size', given: '0', most: 100 }],
    ['my-pipeline --page-size 101', { kind: 'number', given: '101' }],
    ['my-pipeline --page-size ten', { kind: 'number', given: 'ten' }],
    ['my-pipeline --page-size 1e1', { kind: 'number', given: '1e1' }],
    ['my-pipeline --max-items 0', { kind: 'number', option: '--max-items', given: '0' }],
    ['my-pipeline --max-items -5', { kind: 'number', given: '-5' }],
    ['my-pipeline --max-results 200', { kind: 'number', option: '--max-results', given: '200' }],
    ['my-pipeline --execution 123', { kind: 'execution-id', option: '--execution', given: '123' }],
    ['my-pipeline 12345', { kind: 'execution-id', given: '12345' }],
    [ID, { kind: 'execution-alone', id: ID }],
    [
      `my-pipeline --filter latestInPipelineExecution={pipelineExecutionId=${ID}}`,
      { kind: 'filter-lacks', of: 'latestInPipelineExecution', member: 'startTimeRange' },
    ],
    [
      `my-pipeline --filter latestInPipelineExecution={pipelineExecutionId=${ID},startTimeRange=latest}`,
      { kind: 'start-time-range', given: 'latest' },
    ],
    [`my-pipeline --filter latestInPipelineExecution=${ID}`, { kind: 'filter-braces' }],
    ['my-pipeline --filter nonsense=1', { kind: 'filter-member', member: 'nonsense' }],
    ['my-pipeline --filter nonsense', { kind: 'filter-unreadable', from: 'nonsense' }],
    ['my-pipeline --filter {}', { kind: 'filter-empty' }],
    ['my-pipeline --filter {"a":', { kind: 'unclosed', sign: '{', at: 22 }],
    ['my-pipeline --filter file://f.json', { kind: 'filter-file' }],
    [`my-pipeline --latest ${ID} --all ${ID}`, { kind: 'exclusive-options', options: ['--latest', '--all'] }],
    [`my-pipeline ${ID} --execution ${OTHER}`, { kind: 'given-twice', member: 'pipelineExecutionId' }],
    ['my-pipeline --pgae-size 3', { kind: 'unknown-option', option: '--pgae-size', didYouMean: '--page-size' }],
    ['my-pipeline --xyzxyzxyzxyz', { kind: 'unknown-option', option: '--xyzxyzxyzxyz' }],
    ['my-pipeline --failed=yes', { kind: 'unwanted-value', option: '--failed' }],
    ['my-pipeline --pipeline-name other', { kind: 'several-names', names: ['other', 'my-pipeline'] }],
    ['my/pipeline', { kind: 'unusable-name', given: 'my/pipeline' }],
    ['n'.repeat(101), { kind: 'unusable-name', given: 'n'.repeat(101) }],
    ['my-pipeline --region eu', { kind: 'region', given: 'eu' }],
    ['my-pipeline --region eu-west-1.evil.example', { kind: 'region' }],
    ['my-pipeline "open', { kind: 'unclosed', sign: '"', at: 13 }],
    ['--page-size 3', { kind: 'missing-name' }],
    ['failed', { kind: 'missing-name' }],
    ['why', { kind: 'missing-name', command: 'failure' }],
    ['my-pipeline --starting-token', { kind: 'missing-value', option: '--starting-token' }],
    ['my-pipeline --starting-token --failed', { kind: 'missing-value', option: '--starting-token' }],
    ['my-pipeline --starting-token a --next-token b', { kind: 'exclusive-options' }],
    [`my-pipeline --starting-token ${'x'.repeat(2049)}`, { kind: 'token-length', length: 2049 }],
    [
      'my-pipeline --no-paginate --max-items 5',
      { kind: 'exclusive-options', options: ['--no-paginate', '--max-items'] },
    ],
    ['--cli-input-json {"a":1}', { kind: 'input-json' }],
    ['--cli-input-json nonsense', { kind: 'input-json' }],
    ['aws codepipeline get-pipeline --name x', { kind: 'other-aws-command' }],
    ['aws s3 ls', { kind: 'other-aws-command' }],
    ['checkout subscribe', { kind: 'unknown-command', command: 'subscribe', name: 'checkout' }],
    ['unsubscirbe checkout', { kind: 'unknown-command', command: 'unsubscribe', name: 'checkout' }],
  ])('%s', (text, refusal) => {
    expect(refusalOf(text)).toMatchObject(refusal);
  });

  test.each<[string, object | undefined]>([
    ['my-pipeline --pgae-size 3', { pipelineName: 'my-pipeline' }],
    ['--pgae-size 3 my-pipeline --region us-east-1', { pipelineName: 'my-pipeline', region: 'us-east-1' }],
    ['failure --failed my-pipeline --page-size 5', { pipelineName: 'my-pipeline' }],
    ['--pipeline-name my-pipeline --page-size 0', { pipelineName: 'my-pipeline' }],
    ['my-pipeline "open', { pipelineName: 'my-pipeline' }],
    ['subscribe my-pipeline --onn every', undefined],
    ['--page-size 3', undefined],
    ['why', undefined],
  ])('%s: the pipeline that it seems to be about', (text, guess) => {
    const command = parseCommand(text);
    expect(command.kind).toBe('refused');
    expect('guess' in command ? command.guess : undefined).toEqual(guess);
  });

  const KINDS = ['pick', 'help', 'list', 'failure', 'phrase', 'refused'];
  test('or read: never an exception, for any text', () => {
    const flags = fc.constantFrom(
      '--filter',
      '--execution',
      '--page-size',
      '--starting-token',
      '--max-items',
      '{',
      '}',
      '"',
      '=',
      ID,
      'aws',
    );
    const words = fc.array(fc.oneof(flags, hostileText(80), anyText()), { maxLength: 8 });
    forAll(
      fc.property(words, (parts) => {
        expect(KINDS).toContain(parseCommand(parts.join(' ')).kind);
      }),
    );
  });
});

describe('a starting token', () => {
  const recorded: [name: string, token: string, place: object][] = [
    [
      'boto3, MaxItems 3 of a first page of 4',
      'eyJuZXh0VG9rZW4iOiBudWxsLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAzfQ==',
      { skip: 3 },
    ],
    [
      'boto3, MaxItems 6',
      'eyJuZXh0VG9rZW4iOiAidG9rLTQiLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAyfQ==',
      { token: 'tok-4', skip: 2 },
    ],
    ['boto3, MaxItems on a page’s edge', 'eyJuZXh0VG9rZW4iOiAidG9rLTQifQ==', { token: 'tok-4', skip: 0 }],
    ['a raw service token', 'tok-4', { token: 'tok-4', skip: 0 }],
  ];
  test.each(recorded)('%s', (_name, given, place) => {
    expect(placeOf(parseCommand(`my-pipeline --starting-token ${given}`))).toEqual(place);
    expect(placeOf(parseCommand(`my-pipeline --next-token ${given}`))).toEqual(place);
  });

  test.each(recorded.slice(0, 3))('is written byte for byte as %s has it', (_name, given, place) => {
    expect(formatStartingToken(place as { skip: number })).toBe(given);
  });

  test('survives being written and typed again', () => {
    const typeable = token.filter((given) => /^[A-Za-z0-9+/=._~-]+$/.test(given));
    forAll(
      fc.property(typeable, fc.nat({ max: 99 }), (given, skip) => {
        const written = formatStartingToken({ token: given, skip });
        expect(placeOf(parseCommand(`my-pipeline --starting-token ${written}`))).toEqual({ token: given, skip });
      }),
    );
  });

  test.each([
    ['a negative amount', { nextToken: 'a', boto_truncate_amount: -1 }],
    ['an amount beyond a page', { nextToken: 'a', boto_truncate_amount: 101 }],
    ['a number for a token', { nextToken: 4 }],
  ])('with %s is refused', (_name, json) => {
    const given = Buffer.from(JSON.stringify(json)).toString('base64');
    expect(refusalOf(`my-pipeline --starting-token ${given}`)).toEqual({
      kind: 'token-damaged',
      option: '--starting-token',
    });
  });
});
