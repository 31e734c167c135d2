import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Command, parseCommand } from '../../src/command-line/parse-command.js';
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
const problemOf = (text: string) => {
  const command = parseCommand(text);
  return command.kind === 'refused' ? command.problem : command;
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

  test.each(['', '   ', 'help', '--help', '-h', 'HELP', '/pipeline-actions'])('help: “%s”', (text) => {
    expect(parseCommand(text)).toEqual({ kind: 'help' });
  });

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
      notes: [expect.stringContaining('--output'), expect.stringContaining('--no-cli-pager')],
    });
  });
});

describe('what is refused, in one sentence that names what was given', () => {
  test.each([
    ['my-pipeline --page-size 0', '--page-size takes a whole number from 1 to 100, not “0”.'],
    ['my-pipeline --page-size 101', '--page-size takes a whole number from 1 to 100, not “101”.'],
    ['my-pipeline --page-size ten', '--page-size takes a whole number from 1 to 100, not “ten”.'],
    ['my-pipeline --page-size 1e1', '--page-size takes a whole number from 1 to 100, not “1e1”.'],
    ['my-pipeline --max-items 0', '--max-items takes a whole number from 1 on, not “0”.'],
    ['my-pipeline --max-items -5', '--max-items takes a whole number from 1 on, not “-5”.'],
    ['my-pipeline --max-results 200', '--max-results takes a whole number from 1 to 100, not “200”.'],
    [`my-pipeline --execution ${ID.toUpperCase()}`, 'lower case'],
    ['my-pipeline --execution 123', '--execution takes an execution id'],
    ['my-pipeline not-an-id', 'The word behind the pipeline takes an execution id'],
    [`my-pipeline --filter latestInPipelineExecution={pipelineExecutionId=${ID}}`, 'startTimeRange is missing'],
    [
      `my-pipeline --filter latestInPipelineExecution={pipelineExecutionId=${ID},startTimeRange=latest}`,
      'startTimeRange takes Latest or All, written so, not “latest”.',
    ],
    ['my-pipeline --filter nonsense=1', '--filter has no member “nonsense”'],
    ['my-pipeline --filter {"a":', 'The { at character 22 is never closed.'],
    ['my-pipeline --filter file://f.json', 'can’t read a file'],
    [`my-pipeline --latest ${ID} --all ${ID}`, 'keep one'],
    [`my-pipeline ${ID} --execution ${OTHER}`, 'pipelineExecutionId is given twice'],
    ['my-pipeline --pgae-size 3', 'did you mean --page-size?'],
    ['my-pipeline --pipeline-name other', 'Two pipelines are named'],
    ['my pipeline name', '“name” is one word too many'],
    ['my/pipeline', 'A pipeline’s name has 1 to 100 characters'],
    ['n'.repeat(101), '101 characters'],
    ['my-pipeline --region eu', '--region takes a region’s code'],
    ['my-pipeline --region eu-west-1.evil.example', '--region takes a region’s code'],
    ['my-pipeline "open', 'The quote " at character 13 is never closed.'],
    ['--page-size 3', 'The name of a pipeline is missing.'],
    ['my-pipeline --starting-token', 'argument missing'],
    ['my-pipeline --starting-token a --next-token b', 'keep one'],
    [`my-pipeline --starting-token ${'x'.repeat(2049)}`, 'this one has 2049'],
    ['my-pipeline --no-paginate --max-items 5', 'can’t stand beside'],
    ['aws codepipeline get-pipeline --name x', 'only aws codepipeline list-action-executions'],
    ['aws s3 ls', 'only aws codepipeline list-action-executions'],
  ])('%s', (text, words) => {
    expect(problemOf(text)).toContain(words);
  });

  test('or read: never an exception, whatever is typed', () => {
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
        expect(['help', 'list', 'refused']).toContain(parseCommand(parts.join(' ')).kind);
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
    expect(problemOf(`my-pipeline --starting-token ${given}`)).toContain('damaged');
  });
});
