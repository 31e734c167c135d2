import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { ActionExecution } from '../../src/domain/action-execution.js';
import { revisionId, revisionsOf } from '../../src/domain/revision.js';
import { actionExecution, anyText } from '../arbitraries.js';
import { forAll } from '../for-all.js';

const COMMIT = '78eafd6012d3a1b4c5d6e7f8091a2b3c4d5e6f70';
const DIGEST = `sha256:3f1f9a2bcdef${'0'.repeat(52)}`;

interface Source {
  provider?: string;
  id?: string;
  summary?: string;
  variables?: Record<string, string>;
  configuration?: Record<string, string>;
  name?: string;
}

const source = ({ provider = 'CodeStarSourceConnection', id, summary, name = 'Source', ...more }: Source) => ({
  stageName: 'Source',
  actionName: name,
  input: { actionTypeId: { category: 'Source', provider }, configuration: more.configuration },
  output: {
    outputVariables: more.variables,
    executionResult: { externalExecutionId: id, externalExecutionSummary: summary },
  },
});
const shown = (given: Source) =>
  revisionsOf([source(given) as ActionExecution]).map(({ id, summary }) => [revisionId(id), summary]);

describe('a revision, by its kind', () => {
  test.each<[string, Source, [string, string | undefined]]>([
    [
      'a connection with variables',
      { id: COMMIT, summary: '{"ProviderType":"GitHub"}', variables: { CommitId: COMMIT, CommitMessage: 'Fix it' } },
      ['78eafd60', 'Fix it'],
    ],
    [
      'a connection without variables',
      { id: COMMIT, summary: '{"ProviderType":"GitHub","CommitMessage":"Water the trees"}' },
      ['78eafd60', 'Water the trees'],
    ],
    [
      'a connection whose JSON says no message',
      { id: COMMIT, summary: '{"ProviderType":"Bitbucket"}' },
      ['78eafd60', undefined],
    ],
    [
      'CodeCommit',
      { provider: 'CodeCommit', id: COMMIT, summary: 'Narrow a role\n\nWhy' },
      ['78eafd60', 'Narrow a role\n\nWhy'],
    ],
    [
      'an object in S3',
      {
        provider: 'S3',
        id: 'CXkyGc4T_6.0ZrS3vwWYfF1NHHYqGtmh',
        summary: 'Amazon S3 version id: CXkyGc4T_6.0ZrS3vwWYfF1NHHYqGtmh',
        configuration: { S3Bucket: 'example', S3ObjectKey: 'configured.zip' },
        variables: { ObjectKey: 'export/export.zip', VersionId: 'CXkyGc4T_6.0ZrS3vwWYfF1NHHYqGtmh' },
      },
      ['CXkyGc4T', 'export/export.zip'],
    ],
    [
      'an object from before versioning, without variables',
      {
        provider: 'S3',
        id: 'null',
        summary: 'Amazon S3 version id: null',
        configuration: { S3ObjectKey: 'export.zip' },
      },
      ['', 'export.zip'],
    ],
    [
      'an object with words of its own',
      { provider: 'S3', id: 'null', summary: 'Nightly of Tuesday', configuration: { S3ObjectKey: 'export.zip' } },
      ['', 'export.zip: Nightly of Tuesday'],
    ],
    [
      'an image',
      {
        provider: 'ECR',
        id: DIGEST,
        summary: DIGEST,
        configuration: { RepositoryName: 'team/checkout', ImageTag: 'latest' },
        variables: { RepositoryName: 'team/checkout', ImageTag: '1.4.2', ImageDigest: DIGEST },
      },
      ['sha256:3f1f9a2bcdef', 'team/checkout:1.4.2'],
    ],
    [
      'an image without variables',
      { provider: 'ECR', id: DIGEST, configuration: { RepositoryName: 'checkout' } },
      ['sha256:3f1f9a2bcdef', 'checkout'],
    ],
    [
      'an image that only its URI names',
      {
        provider: 'ECR',
        id: DIGEST,
        variables: { ImageURI: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/checkout:7' },
      },
      ['sha256:3f1f9a2bcdef', 'checkout:7'],
    ],
    [
      'a number of another service',
      { provider: 'Jenkins', id: '2024.11.3-final', summary: 'Nightly' },
      ['2024.11.3-final', 'Nightly'],
    ],
  ])('%s', (_, given, expected) => {
    expect(shown(given)).toEqual([expected]);
  });

  test('JSON that AWS cut at 2,048 characters still gives the message, wherever it was cut', () => {
    const message = `Water the "trees"\n\tand \\ the bushes 🌳 ${'on and on, '.repeat(300)}`;
    const json = JSON.stringify({ ProviderType: 'GitHub', CommitMessage: message });
    for (let length = 60; length < 2048; length += 1) {
      const [revision] = revisionsOf([source({ id: COMMIT, summary: json.slice(0, length) }) as ActionExecution]);
      expect(revision?.summary).toMatch(/^Water.*…$/su);
      expect(message.startsWith(revision?.summary?.slice(0, -1) ?? '–')).toBe(true);
    }
  });

  test('words in braces are words', () => {
    expect(shown({ id: COMMIT, summary: '{braces} are words too' })).toEqual([['78eafd60', '{braces} are words too']]);
  });
});

describe('the revisions of an execution', () => {
  test('are those of every source, each by its name', () => {
    const rows = [
      source({ id: COMMIT, summary: 'One', name: 'App' }),
      source({ id: 'null', provider: 'S3', name: 'Config', configuration: { S3ObjectKey: 'c.zip' } }),
    ] as ActionExecution[];
    expect(revisionsOf(rows).map(({ name, summary }) => [name, summary])).toEqual([
      ['App', 'One'],
      ['Config', 'c.zip'],
    ]);
  });

  test('leave out a source that failed or found nothing, and what an earlier attempt read', () => {
    const failed = { ...source({ id: 'x', summary: 'Access denied' }), status: 'Failed' } as ActionExecution;
    expect(revisionsOf([failed, source({})] as ActionExecution[])).toEqual([]);
    const older = { ...source({ id: 'a' }), startTime: new Date(1) } as ActionExecution;
    const newer = { ...source({ id: 'b' }), startTime: new Date(2) } as ActionExecution;
    expect(revisionsOf([newer, older]).map(({ id }) => id)).toEqual(['b']);
  });

  test('never are raw JSON of a connection, for any rows', () => {
    forAll(
      fc.property(fc.array(actionExecution), anyText(), (rows, message) => {
        const json = JSON.stringify({ ProviderType: 'GitHub', CommitMessage: message });
        const all = revisionsOf([...rows, source({ id: COMMIT, summary: json.slice(0, 2048) }) as ActionExecution]);
        for (const { summary, id } of all) {
          expect(summary ?? '').not.toMatch(/^\s*\{"ProviderType"/);
          expect(revisionId(id).length).toBeLessThanOrEqual(19);
        }
      }),
    );
  });
});
