import { expect, test } from '@jest/globals';
import type { ActionExecution } from '../../../src/domain/action-execution.js';
import { toChange } from '../../../src/use-cases/failure/to-change.js';

const source = (actionName: string, artifact: string, variables: Record<string, string> = {}): ActionExecution => ({
  actionName,
  input: { actionTypeId: { category: 'Source' }, configuration: { BranchName: 'configured' } },
  output: {
    outputArtifacts: [{ name: artifact }],
    outputVariables: variables,
    executionResult: { externalExecutionId: `${actionName}-1` },
  },
});
const MAYA = {
  AuthorDisplayName: 'Maya',
  AuthorEmail: 'maya@example.com',
  CommitMessage: 'Fix it\n\nWell.',
  BranchName: 'main',
};

test('every revision gets the message and author of the source that published it', () => {
  const rows = [source('Config', 'ConfigArtifact'), source('Source', 'SourceArtifact', MAYA)];
  const named = [
    { name: 'SourceArtifact', revisionId: 'abc', revisionSummary: '{"ProviderType":"GitHub","CommitMessage":"cut"}' },
    { name: 'ConfigArtifact', revisionId: 'v7', revisionSummary: 'Amazon S3 version id: v7' },
  ];
  expect(toChange(named, rows, {})).toEqual({
    revisions: [
      {
        name: 'SourceArtifact',
        id: 'abc',
        summary: 'Fix it\n\nWell.',
        author: { name: 'Maya', email: 'maya@example.com' },
      },
      { name: 'ConfigArtifact', id: 'v7' },
    ],
    branch: 'configured',
  });
});

test.each([
  ['{"ProviderType":"GitHub","CommitMessage":"Say \\"hello\\""}', 'Say "hello"'],
  ['{"CommitMessage":"cut off in the mid', 'cut off in the mid…'],
  ['{braces} are words too', '{braces} are words too'],
])('the message in %s', (revisionSummary, summary) => {
  expect(toChange([{ name: 'A', revisionId: '1', revisionSummary }], [], {}).revisions[0]?.summary).toBe(summary);
});

test('without named revisions the sources tell what they read', () => {
  const { revisions, branch } = toChange([], [source('Source', 'A', { ...MAYA, CommitId: 'abc' })], {});
  expect(revisions).toMatchObject([{ name: 'A', id: 'abc', summary: 'Fix it\n\nWell.' }]);
  expect(branch).toBe('main');
});

test('a secret in a commit message is masked, and only https is an address', () => {
  const named = [
    { name: 'A', revisionId: '1', revisionSummary: 'password=hunter2secret', revisionUrl: 'javascript:alert(1)' },
  ];
  const [revision] = toChange(named, [], {}).revisions;
  expect(revision?.summary).not.toContain('hunter2');
  expect(revision?.url).toBeUndefined();
});

test('an e-mail address in a message or in place of a name becomes the name before its @', () => {
  const rows = [
    source('Source', 'A', { CommitMessage: 'Ask maya@example.com', AuthorDisplayName: 'maya@example.com' }),
  ];
  const [revision] = toChange([], rows, {}).revisions;
  expect(revision).toMatchObject({ summary: 'Ask maya', author: { name: 'maya' } });
});

test('an event knows author and branch before the rows do', () => {
  const author = { name: 'Maya', email: 'maya@example.com' };
  const change = toChange([], [source('Source', 'A')], { author, branch: 'release' });
  expect(change).toMatchObject({ branch: 'release', revisions: [{ author }] });
});
