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
  ['subscribe a --approvals', { approvals: true }],
  ['subscribe a --approvals --remind 4h', { approvals: true, remindAfterMs: 4 * 3_600_000 }],
  ['subscribe a --remind 10m --approvals', { remindAfterMs: 600_000 }],
  ['subscribe a --remind=7D --approvals', { remindAfterMs: 7 * 86_400_000 }],
  ['subscribe this channel to a', { pipeline: 'a' }],
])('%s', (text, expected) => {
  expect(parseCommand(text)).toMatchObject({ kind: 'subscribe', ...expected });
});

test.each([
  ['subscribe', { kind: 'missing-name', command: 'subscribe' }],
  ['subscribe a b c', { kind: 'extra-words', words: ['b', 'c'] }],
  ['subscribe a --mention @here', { kind: 'mention-everyone', given: 'here' }],
  ['subscribe a --mention <!here|here>', { kind: 'mention-everyone', given: 'here' }],
  ['subscribe a --mention <!everyone>', { kind: 'mention-everyone', given: 'everyone' }],
  ['subscribe a --mention @Channel', { kind: 'mention-everyone', given: 'Channel' }],
  ['subscribe a --mention <@evil> --on every', { kind: 'mention' }],
  ['subscribe a --mention ada', { kind: 'mention', given: 'ada' }],
  ['subscribe a --mention', { kind: 'missing-value', option: '--mention' }],
  ['subscribe a --branch "two words"', { kind: 'branch' }],
  ['subscribe a --branch a..b~1', { kind: 'branch' }],
  ['subscribe a --on always', { kind: 'occasion', given: 'always' }],
  ['subscribe a --onn every', { kind: 'unknown-option', option: '--onn', didYouMean: '--on' }],
  ['subscribe a --page-size 3', { kind: 'unknown-option', option: '--page-size' }],
  ['subscribe a --approvals --remind 9m', { kind: 'duration', given: '9m' }],
  ['subscribe a --approvals --remind 8d', { kind: 'duration' }],
  ['subscribe a --approvals --remind 4', { kind: 'duration' }],
  ['subscribe a --approvals --remind constructor', { kind: 'duration' }],
  ['subscribe a --remind 4h', { kind: 'remind-without-approvals' }],
  ['subscribe a/b', { kind: 'unusable-name', takesPatterns: true }],
  [`subscribe ${'*'.repeat(101)}`, { kind: 'unusable-name' }],
  ['unsubscribe', { kind: 'missing-name', command: 'unsubscribe' }],
  ['unsubscribe a --on every', { kind: 'unknown-option', option: '--on' }],
])('%s is refused', (text, refusal) => {
  expect(parseCommand(text)).toMatchObject({ kind: 'refused', refusal });
});

test('unsubscribe and subscriptions', () => {
  expect(parseCommand('unsubscribe svc-* --region eu-west-1')).toEqual({
    kind: 'unsubscribe',
    pipeline: 'svc-*',
    region: 'eu-west-1',
  });
  expect(parseCommand('subscriptions')).toEqual({ kind: 'subscriptions' });
});

test('a pipeline that is called like a command can still be listed', () => {
  expect(parseCommand('--pipeline-name subscribe')).toMatchObject({
    kind: 'list',
    listing: { pipelineName: 'subscribe' },
  });
});
