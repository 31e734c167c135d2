import type { Operator } from '../../../src/domain/act.js';
import type { Person } from '../../../src/domain/person.js';
import { parsePatterns } from '../../../src/domain/pipeline-patterns.js';
import { SlackProblem } from '../../../src/domain/slack-problem.js';
import type { Acting } from '../../../src/use-cases/act/ports.js';

const HOME = { teamId: 'T0HOME', botId: 'B0BOT', botUserId: 'U0BOT' };
/** Payments are for one group and one person, and nothing else is for anyone but another group. */
const OPERATORS = 'payments-*=S0PAY,U0PAYER;web=S0WEB';
const GROUPS: Record<string, string[]> = {
  S0PAY: ['U0INPAY', 'U0GUEST', 'U0OTHERTEAM', 'U0ROBOT'],
  S0WEB: ['U0INWEB'],
};
const full = (teamId = HOME.teamId): Person => ({ name: 'Ada', isFull: true, teamId }) as Person;
export const KNOWN: Record<string, Person | undefined> = {
  U0PAYER: full(),
  U0INPAY: full(),
  U0INWEB: full(),
  U0STRANGER: full(),
  U0OTHERTEAM: full('T0OTHER'),
  U0GUEST: { ...full(), isFull: false },
  U0ROBOT: { ...full(), isFull: false },
};

/** An acting whose every call that changes something is counted, and says that it worked. */
export function startActing(isSilent: () => boolean) {
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
      person: async (id) => answered(KNOWN[id]),
      members: async (group) => answered(GROUPS[group] ?? []),
      userByEmail: async () => undefined,
    },
    store: {
      claim: async (at, key, act) => ({ at, key, holder: 'me', act: { ...act, at: 0 }, earlier: [] }),
      settle: async () => {},
      withdraw: async () => {},
      restore: async () => {},
      find: async () => undefined,
      actsOn: async () => [],
      vote: async (_at, _key, by: Operator) => [by],
      votes: async () => [],
    },
    standings: { lookLater: async () => {}, look: async () => {}, withdrawCards: async () => {} },
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
