import { expect, test } from '@jest/globals';
import { parseCommand } from '../../src/command-line/parse-command.js';

test.each([
  ['subscribe my-pipeline', { pipeline: 'my-pipeline', on: 'broken' }],
  ['Subscribe svc-*', { pipeline: 'svc-*' }],
  ['subscribe * --on every', { pipeline: '*', on: 'every' }],
  ['subscribe a —on Every', { on: 'every' }],
  ['subscribe a -on=every', { on: 'every' }],
  ['subscribe --region us-east-1 a', { pipeline: 'a', region: 'us-east-1' }],
  ['subscribe a --mention <@U024BE7LH|ada>', { mention: { user: 'U024BE7LH' } }],
  ['subscribe a --mention &lt;@U024BE7LH&gt;', { mention: { user: 'U024BE7LH' } }],
  ['subscribe a --mention U024BE7LH', { mention: { user: 'U024BE7LH' } }],
  ['subscribe a --mention <!subteam^S0614TZR7|@deployers>', { mention: { group: 'S0614TZR7' } }],
  ['subscribe a --mention <!subteam^S0614TZR7>', { mention: { group: 'S0614TZR7' } }],
  ['subscribe a --mention @deployers', { mention: { handle: 'deployers' } }],
  ['subscribe a --mention author', { mention: 'author' }],
  ['subscribe a --branch release/1.2', { branch: 'release/1.2' }],
])('%s', (text, expected) => {
  expect(parseCommand(text)).toMatchObject({ kind: 'subscribe', ...expected });
});

test.each([
  ['subscribe a --mention @here', /does not take @here/],
  ['subscribe a --mention <!here|here>', /does not take here/],
  ['subscribe a --mention <!everyone>', /does not take everyone/],
  ['subscribe a --mention @Channel', /does not take @Channel/],
  ['subscribe a --mention <@evil> --on every', /takes @group, a person’s member id, or author/],
  ['subscribe a --mention', /argument missing/],
  ['subscribe a --branch "two words"', /name of one branch/],
  ['subscribe a/b', /1 to 100 characters/],
  [`subscribe ${'*'.repeat(101)}`, /1 to 100 characters/],
  ['unsubscribe', /name of a pipeline, or a pattern/],
  ['unsubscribe a --on every', /unknown option --on/i],
])('%s is refused', (text, problem) => {
  expect(parseCommand(text)).toEqual({ kind: 'refused', problem: expect.stringMatching(problem) });
});

test('unsubscribe and subscriptions', () => {
  expect(parseCommand('unsubscribe svc-* --region eu-west-1')).toEqual({
    ...{ kind: 'unsubscribe', pipeline: 'svc-*', region: 'eu-west-1' },
  });
  expect(parseCommand('subscriptions')).toEqual({ kind: 'subscriptions' });
});

test('a pipeline that is called like a command can still be listed', () => {
  expect(parseCommand('--pipeline-name subscribe')).toMatchObject({
    kind: 'list',
    listing: { pipelineName: 'subscribe' },
  });
});
