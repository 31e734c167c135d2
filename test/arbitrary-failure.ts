import * as fc from 'fast-check';
import type { FailedAction, Failure, Revision } from '../src/domain/failure.js';
import { executionId, hostileText, name, region, webUrl } from './arbitraries.js';

/** Any failure that could be gathered, and more: names, reasons, logs and revisions hostile and as long as can be. */

const optional = { requiredKeys: [] };
const text = (length: number) => fc.oneof(hostileText(length), fc.constant('x'.repeat(length)), fc.constant(''));
const time = fc.date({ min: new Date(0), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true });
const url = fc.oneof(
  webUrl('https'),
  fc.constantFrom('javascript:alert(1)', 'https://', `https://x.example/${'a'.repeat(3000)}`),
);
const person = fc.record({ name: text(200), email: text(100) }, optional);
const missing = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 });

const failedAction: fc.Arbitrary<FailedAction> = fc.record({
  stageName: text(100),
  actionName: text(100),
  provider: missing(text(35)),
  category: missing(fc.constantFrom('Build', 'Deploy', 'Approval')),
  reason: missing(text(7000)),
  code: missing(text(100)),
  rejectedBy: missing(text(200)),
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
    fc.record({ of: text(200), lines: fc.array(text(1000), { maxLength: 15 }), masked: fc.nat({ max: 500 }) }),
  ),
  unread: fc.array(text(150), { maxLength: 6 }),
  failedAt: missing(time),
});
