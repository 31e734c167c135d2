import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { ApprovalFact, PostedApproval, Standing } from '../../src/domain/approval.js';
import { foldApprovals } from '../../src/domain/fold-approvals.js';
import { forAll } from '../for-all.js';

const place = { pipelineExecutionId: 'run', stageName: 'Prod', actionName: 'Approve', token: 't' };
const fact = (state: ApprovalFact['state'], at: number, words?: string): ApprovalFact => ({
  ...place,
  state,
  at,
  words,
});
const posted: PostedApproval = { ...place, ts: '1.0', startedAt: 0 };
const read = (standing: Standing, readAt = 60_000, until = 3_600_000) => new Map([['t', { standing, until, readAt }]]);
const fold = (noted: ApprovalFact[], answers = read({ kind: 'open' }), told: PostedApproval[] = []) =>
  foldApprovals({ noted, told, read: answers })[0]?.outcome;

const started = fact('started', 0);
const token = fc.constantFrom('a', 'b', 'c');
const anyFact = fc.record({
  pipelineExecutionId: fc.constant('run'),
  stageName: fc.constant('Prod'),
  actionName: fc.constant('Approve'),
  token,
  at: fc.integer({ min: 0, max: 5 }),
  state: fc.constantFrom<ApprovalFact['state']>('started', 'succeeded', 'failed', 'canceled', 'abandoned'),
  words: fc.constantFrom(undefined, 'no', 'yes'),
});

test('neither order nor repetition of events matters', () => {
  const shuffled = fc
    .array(anyFact, { minLength: 1, maxLength: 12 })
    .chain((facts) =>
      fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 })),
    );
  forAll(
    fc.property(shuffled, ([facts, again]) => {
      expect(foldApprovals({ noted: again, told: [], read: new Map() })).toEqual(
        foldApprovals({ noted: facts, told: [], read: new Map() }),
      );
    }),
  );
});

test('what a channel was told as decided stays so, for any later facts', () => {
  const outcome = { status: 'approved' as const };
  forAll(
    fc.property(fc.array(anyFact), (facts) => {
      const noted = facts.map((one) => ({ ...one, token: 't' }));
      expect(fold(noted, read({ kind: 'gone' }), [{ ...posted, outcome }])).toEqual(outcome);
    }),
  );
});

test('an approval waits while AWS calls it open, and while AWS does not know of it yet', () => {
  expect(fold([started])).toBeUndefined();
  expect(fold([started], read({ kind: 'gone' }, 9000))).toBeUndefined();
  expect(fold([started], new Map())).toBeUndefined();
  expect(fold([started], read({ kind: 'gone' }, 60_000))).toEqual({ status: 'ended' });
});

test('who decided and their words are AWS’s, or the event’s where AWS is behind', () => {
  const at = new Date(9000);
  const approved = read({ kind: 'approved', by: 'arn:x/ada', words: 'ship it', at });
  expect(fold([], approved, [posted])).toEqual({ status: 'approved', by: 'arn:x/ada', words: 'ship it', at: 9000 });
  expect(fold([started, fact('succeeded', 8000, 'go')])).toEqual({ status: 'approved', words: 'go', at: 8000 });
  expect(fold([started, fact('failed', 8000, 'no')])).toEqual({ status: 'rejected', words: 'no', at: 8000 });
});

test('expired, killed by a change of the pipeline, and taken away with its run are told apart', () => {
  const gone = read({ kind: 'gone' });
  expect(fold([started, fact('canceled', 8000)], gone)?.status).toBe('killed');
  expect(fold([started, fact('abandoned', 8000)], gone)?.status).toBe('ended');
  expect(fold([started, fact('failed', 3_600_000)])?.status).toBe('expired');
  expect(fold([started, fact('failed', 8000)], gone)?.status).toBe('expired');
  expect(fold([started, fact('failed', 8000)])?.status).toBe('rejected');
  expect(fold([started], read({ kind: 'expired' }))?.status).toBe('expired');
});
