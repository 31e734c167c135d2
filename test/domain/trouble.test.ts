import { beforeEach, describe, expect, test } from '@jest/globals';
import { createTroubles, type Troubles } from '../../src/domain/trouble.js';

let clock: number;
let told: string[];
let troubles: Troubles;
beforeEach(() => {
  clock = 0;
  told = [];
  troubles = createTroubles(
    () => new Date(clock),
    ({ kind, code }, isOver) => told.push(`${isOver ? 'over' : 'begins'}: ${kind} ${code}`),
  );
});

const hear = (call: string, error?: string) => troubles.hear({ call, error });

describe('trouble', () => {
  test.each([
    ['auth.test', 'token_revoked', 'slack-token'],
    ['chat.postMessage', 'account_inactive', 'slack-token'],
    ['sqs:ReceiveMessage', 'AccessDenied', 'queue'],
    ['sqs:ReceiveMessage', 'QueueDoesNotExist', 'queue'],
    ['sqs:ReceiveMessage', 'AWS.SimpleQueueService.NonExistentQueue', 'queue'],
    ['dynamodb:GetItem', 'ResourceNotFoundException', 'table'],
    ['codepipeline:ListActionExecutions', 'ExpiredTokenException', 'aws-access'],
  ])('begins with %s: %s, is told once, and is over with the next call that succeeds', (call, error, kind) => {
    hear(call, error);
    hear(call, error);
    expect(troubles.current()).toEqual([{ kind, code: error, since: new Date(0) }]);
    hear(call);
    hear(call);
    expect(told).toEqual([`begins: ${kind} ${error}`, `over: ${kind} ${error}`]);
    expect(troubles.current()).toEqual([]);
  });

  test('is what is throttled or down for a minute, and not what is for a moment', () => {
    hear('sqs:ReceiveMessage', 'TimeoutError');
    clock = 30_000;
    hear('sqs:ReceiveMessage');
    hear('sqs:ReceiveMessage', 'ThrottlingException');
    clock = 80_000;
    hear('sqs:ReceiveMessage', 'ThrottlingException');
    expect(told).toEqual([]);
    clock = 90_000;
    hear('sqs:ReceiveMessage', 'ECONNREFUSED');
    expect(told).toEqual(['begins: queue ECONNREFUSED']);
    expect(troubles.current()[0]?.since).toEqual(new Date(30_000));
  });

  test.each([
    ['chat.postMessage', 'channel_not_found'],
    ['chat.postMessage', 'ratelimited'],
    ['response_url', 'expired_url'],
    ['codepipeline:ListActionExecutions', 'PipelineNotFoundException'],
    ['codepipeline:ListActionExecutions', 'AccessDeniedException'],
    ['codepipeline:ListActionExecutions', 'InvalidNextTokenException'],
    ['dynamodb:UpdateItem', 'ConditionalCheckFailedException'],
  ])('is none when one person or one message meets %s: %s', (call, error) => {
    for (clock = 0; clock < 200_000; clock += 50_000) hear(call, error);
    expect(told).toEqual([]);
  });

  test('are dead letters, until there are none', () => {
    for (const count of [0, 3, 4, 0, 0]) troubles.hearDeadLetters(count);
    expect(told).toEqual(['begins: dead-letters 3', 'over: dead-letters 3']);
  });
});
