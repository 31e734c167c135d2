import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { ApprovalAddress, Operator } from '../../../src/domain/act.js';
import type { Person } from '../../../src/domain/person.js';
import { parsePatterns } from '../../../src/domain/pipeline-patterns.js';
import { SlackProblem } from '../../../src/domain/slack-problem.js';
import { decideApproval } from '../../../src/use-cases/act/decide-approval.js';
import type { Acting } from '../../../src/use-cases/act/ports.js';
import { retryStage } from '../../../src/use-cases/act/retry-stage.js';
import { rollBack } from '../../../src/use-cases/act/roll-back.js';
import { stopRun } from '../../../src/use-cases/act/stop-run.js';
import { executionId, name, region } from '../../arbitraries.js';

const HOME = { teamId: 'T0HOME', botId: 'B0BOT', botUserId: 'U0BOT' };
const SUBMITS = 10_000;

/** Payments are for one group and one person, and nothing else is for anyone but another group. */
const OPERATORS = 'payments-*=S0PAY,U0PAYER;web=S0WEB';
const GROUPS: Record<string, string[]> = {
  S0PAY: ['U0INPAY', 'U0GUEST', 'U0OTHERTEAM', 'U0ROBOT'],
  S0WEB: ['U0INWEB'],
};
const full = (teamId = HOME.teamId): Person => ({ name: 'Ada', isFull: true, teamId }) as Person;
const PEOPLE: Record<string, Person | undefined> = {
  U0PAYER: full(),
  U0INPAY: full(),
  U0INWEB: full(),
  U0STRANGER: full(),
  U0OTHERTEAM: full('T0OTHER'),
  U0GUEST: { ...full(), isFull: false },
  U0ROBOT: { ...full(), isFull: false },
};

/** An acting whose every call that changes something is counted, and says that it worked. */
function startActing(isSilent: () => boolean) {
  let calls = 0;
  const done = async () => {
    calls += 1;
    return { kind: 'done' as const };
  };
  const failed = { actionExecutionId: '1', stageName: 'Build', actionName: 'Build', status: 'Failed' };
  const acting: Acting = {
    home: HOME,
    rules: { operators: parsePatterns(OPERATORS), selfApproval: 'allow', approvalsNeeded: [] },
    people: {
      person: async (id) => answered(PEOPLE[id]),
      members: async (group) => answered(GROUPS[group] ?? []),
      userByEmail: async () => undefined,
    },
    store: {
      claim: async (at, key, act) => ({ at, key, holder: 'me', act: { ...act, at: 0 } }),
      settle: async () => {},
      withdraw: async () => {},
      restore: async () => {},
      actsOn: async () => [],
      vote: async (_at, _key, by: Operator) => [by],
      votes: async () => [],
    },
    reads: {
      getPipeline: async () => ({ pipelineType: 'V2', stages: [] }) as never,
      getPipelineState: async () => ({ stages: [] }) as never,
      getPipelineExecution: async () => ({ status: 'Failed', revisions: [] }) as never,
      listPipelineExecutions: async () =>
        ({ executions: [{ pipelineExecutionId: 'good', revisions: [] }], more: false }) as never,
      listActionExecutions: async () => ({ actionExecutions: [failed], region: 'eu-west-1' }) as never,
    },
    acts: { putApprovalResult: done, retryStage: done, stopExecution: done, rollBackStage: done },
    wordsInAws: () => 'words',
  };
  return { acting, calls: () => calls };

  function answered<T>(value: T): T {
    if (isSilent()) throw new SlackProblem('not-sent', 'timeout');
    return value;
  }
}

/** What somebody submits: any of the acts, on any pipeline, with any words and choice. */
const submit = fc.record({
  verb: fc.constantFrom('approve' as const, 'reject' as const, 'retry' as const, 'stop' as const, 'roll-back' as const),
  user: fc.oneof(
    fc.constantFrom(...Object.keys(PEOPLE)),
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
  isSilent: fc.boolean(),
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
  await fc.assert(
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
}, 120_000);
