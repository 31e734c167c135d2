import * as fc from 'fast-check';
import type { FailedAction, Failure, Unread } from '../src/domain/failure.js';
import type { Reason } from '../src/domain/reason.js';
import type { Revision } from '../src/domain/revision.js';
import { executionId, hostileText, name, region, webUrl } from './arbitraries.js';

/** Any failure that could be gathered, and more: names, reasons, logs and revisions hostile and as long as can be. */

const optional = { requiredKeys: [] };
const text = (length: number) => fc.oneof(hostileText(length), fc.constant('x'.repeat(length)), fc.constant(''));
const time = fc.date({ min: new Date(0), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true });
const url = fc.oneof(
  webUrl('https'),
  fc.constantFrom('javascript:alert(1)', 'https://', `https://x.example/${'a'.repeat(3000)}`),
);
const person = fc.record({ name: text(200), email: fc.constantFrom('ada@example.com', 'x@y.example') }, optional);
const missing = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 });
const kind = <K extends Reason['kind']>(of: K) => fc.constant(of);

export const reason: fc.Arbitrary<Reason> = fc.oneof(
  fc.record({
    kind: kind('command'),
    command: text(3000),
    status: missing(fc.constantFrom('1', '255')),
    why: missing(text(2000)),
  }),
  fc.record({ kind: kind('permission'), action: text(200), resource: missing(text(500)) }),
  fc.record({ kind: kind('refused'), by: text(200) }),
  fc.record({ kind: kind('rejected'), by: missing(text(200)), words: missing(text(512)) }),
  fc.record({
    kind: kind('resources'),
    change: fc.constantFrom('create' as const, 'update' as const, 'delete' as const),
    names: fc.array(text(255), { maxLength: 20 }),
    why: missing(text(5000)),
  }),
  fc.record({ kind: kind('instances') }),
  fc.record({ kind: kind('function'), name: text(140), minutes: missing(fc.nat({ max: 900 })) }),
  fc.record({ kind: kind('branch'), branch: text(250), repository: text(250) }),
  fc.record({
    kind: kind('builds'),
    failed: fc.array(text(128), { minLength: 1, maxLength: 100 }),
    count: fc.nat({ max: 100 }),
  }),
  fc.record({
    kind: kind('condition'),
    when: missing(fc.constantFrom('entry' as const, 'success' as const, 'failure' as const)),
    rule: missing(text(100)),
    words: missing(text(5000)),
  }),
  fc.record({ kind: kind('words'), words: text(5000) }),
  fc.record({ kind: kind('unknown') }),
);

const place = { stageName: text(100), actionName: missing(text(100)) };

const failedAction: fc.Arbitrary<FailedAction> = fc.record({
  ...place,
  actionExecutionId: missing(fc.oneof(executionId, text(50))),
  provider: missing(fc.oneof(text(35), fc.constant('CodeBuild'))),
  category: missing(fc.constantFrom('Build', 'Deploy', 'Approval')),
  reason,
  url: missing(url),
  failedBefore: fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 6 }),
});

const revision: fc.Arbitrary<Revision> = fc.record({
  name: text(100),
  id: text(200),
  summary: missing(text(2048)),
  url: missing(url),
  author: missing(person),
});

const unread: fc.Arbitrary<Unread> = fc.record({
  what: fc.constantFrom<Unread['what']>('action', 'execution', 'earlier executions', 'condition', 'build', 'log'),
  why: fc.constantFrom<Unread['why']>(
    'access-denied',
    'throttled',
    'service-fault',
    'not-found',
    'none',
    'empty',
    'not-in-cloudwatch',
  ),
  permission: missing(fc.constantFrom('logs:GetLogEvents', 'codebuild:BatchGetBuilds')),
});

export const failure: fc.Arbitrary<Failure> = fc.record({
  pipelineName: name,
  region,
  pipelineExecutionId: executionId,
  status: fc.constant('Failed'),
  attempt: fc.integer({ min: 1, max: 300 }),
  actions: fc.array(failedAction, { maxLength: 60, size: 'max' }),
  streak: missing(
    fc.record({
      count: fc.integer({ min: 1, max: 100 }),
      orMore: fc.boolean(),
      firstFailure: missing(time),
      lastSuccess: missing(time),
    }),
  ),
  revisions: fc.array(revision, { maxLength: 60, size: 'max' }),
  branch: missing(text(250)),
  trigger: missing(fc.record({ type: text(40), detail: missing(text(1024)) })),
  log: missing(
    fc.record({
      of: fc.record({ ...place, actionExecutionId: missing(executionId) }),
      lines: fc.array(text(1000), { maxLength: 50 }),
      evidence: fc.array(text(1000), { maxLength: 3 }),
      masked: fc.nat({ max: 500 }),
    }),
  ),
  unread: fc.array(unread, { maxLength: 6 }),
  failedAt: missing(time),
});
