import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { ApprovalAddress } from '../../../src/domain/act.js';
import { decideApproval } from '../../../src/use-cases/act/decide-approval.js';
import type { Acting } from '../../../src/use-cases/act/ports.js';
import { retryStage } from '../../../src/use-cases/act/retry-stage.js';
import { rollBack } from '../../../src/use-cases/act/roll-back.js';
import { stopRun } from '../../../src/use-cases/act/stop-run.js';
import { executionId, name, region } from '../../arbitraries.js';
import { forAllAwaited } from '../../for-all.js';
import { KNOWN, startActing } from './counted-acting.js';

const SUBMITS = 10_000;

/** What a person submits: any of the acts, on any pipeline, with any words and choice. */
const submit = fc.record({
  verb: fc.constantFrom('approve' as const, 'reject' as const, 'retry' as const, 'stop' as const, 'roll-back' as const),
  user: fc.oneof(
    fc.constantFrom(...Object.keys(KNOWN)),
    fc.constantFrom('', 'S0PAY', '*', '__proto__', 'constructor', 'u0payer', ' U0PAYER', 'U0PAYER,', 'U0BOT'),
    fc.string({ maxLength: 12 }),
  ),
  pipelineName: fc.oneof(
    fc.constantFrom(
      'payments-api',
      'payments-',
      'payments',
      'Payments-api',
      'xpayments-api',
      'web',
      'web2',
      '*',
      '__proto__',
    ),
    name,
  ),
  isSilent: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
  words: fc.string({ maxLength: 30 }),
  at: fc.record({ region, pipelineExecutionId: executionId, token: executionId, stageName: name, actionName: name }),
});

const MAY: Record<string, (pipeline: string) => boolean> = {
  U0PAYER: (pipeline) => pipeline.startsWith('payments-'),
  U0INPAY: (pipeline) => pipeline.startsWith('payments-'),
  U0INWEB: (pipeline) => pipeline === 'web',
};

type Submit = typeof submit extends fc.Arbitrary<infer T> ? T : never;

function perform(acting: Acting, { verb, user, pipelineName, words, at }: Submit) {
  const address: ApprovalAddress = { ...at, pipelineName };
  if (verb === 'approve' || verb === 'reject') return decideApproval(acting, address, { verb, user, words });
  if (verb === 'retry') return retryStage(acting, address, { user, mode: 'ALL_ACTIONS' });
  if (verb === 'stop') return stopRun(acting, address, { user, words, abandon: true });
  return rollBack(acting, address, { user, targetExecutionId: at.token });
}

test('of ten thousand submits by people who may not, none gets through, and each is told why', async () => {
  let [refused, allowed, silent] = [0, 0, false];
  const { acting, calls } = startActing(() => silent);
  await forAllAwaited(
    fc.asyncProperty(submit, async (given) => {
      const isNamed = Object.hasOwn(MAY, given.user) && MAY[given.user]?.(given.pipelineName) === true;
      silent = given.isSilent;
      const before = calls();
      const { kind } = await perform(acting, given);
      if (isNamed && !silent) {
        allowed += 1;
        expect({ kind, calls: calls() - before }).toEqual({ kind: 'done', calls: 1 });
      } else {
        refused += 1;
        expect({ kind, calls: calls() - before }).toEqual({ kind: 'may-not', calls: 0 });
      }
    }),
    { numRuns: SUBMITS + 2000, seed: 20261125 },
  );
  expect(refused).toBeGreaterThan(SUBMITS);
  // Those who may do get through, so that what refuses is the rule and not the test.
  expect(allowed).toBeGreaterThan(100);
});
