import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type CodePipelineSimulator,
  compileError,
  type Execution,
  endingAt,
  everythingSucceeds,
  failedTests,
  hostileChange,
  hostileEnding,
  notAuthorized,
  rejected,
  type Script,
  stagesOf,
  startCodePipeline,
} from '../../../playground/index.js';
import type { Failure } from '../../../src/domain/failure.js';
import { createBuildSources } from '../../../src/gateways/build-sources.js';
import { awsClientConfig } from '../../../src/gateways/call-aws.js';
import { createCodePipeline } from '../../../src/gateways/code-pipeline.js';
import { readFailure } from '../../../src/use-cases/failure/read-failure.js';
import type { FailureRequest, FailureSources } from '../../../src/use-cases/failure/sources.js';

let aws: CodePipelineSimulator;
let sources: FailureSources;

beforeEach(async () => {
  aws = await startCodePipeline({ seed: 'none', account: { pace: 'instant' } });
  const credentials = { accessKeyId: 'AKIDLOCAL', secretAccessKey: 'local' };
  const config = { ...awsClientConfig, endpoint: aws.url, region: 'eu-west-1', credentials, maxAttempts: 1 };
  sources = { ...createCodePipeline(config), ...createBuildSources(config) };
  aws.account.addPipeline({ name: 'checkout', stages: stagesOf['checkout-service'] });
});
afterEach(() => aws.stop());

const run = (script: Script, pipeline = 'checkout') => aws.account.startRun(pipeline, { script });
const gather = (
  { pipelineExecutionId }: Execution,
  more: Partial<FailureRequest> = {},
  given: FailureSources = sources,
): Promise<Failure> =>
  readFailure(given, { pipelineName: 'checkout', region: 'eu-west-1', pipelineExecutionId, ...more }, { lagMs: 0 });

/** How many calls had to be waited for one after the other, and how many there were. */
function counting(): { counted: FailureSources; trips: () => number; calls: () => number } {
  let [ended, calls] = [0, 0];
  const count =
    <Input extends unknown[], Output>(call: (...input: Input) => Promise<Output>) =>
    async (...input: Input): Promise<Output> => {
      const trip = ended + 1;
      calls += 1;
      const output = await call(...input);
      ended = Math.max(ended, trip);
      return output;
    };
  const counted = {
    listActionExecutions: count(sources.listActionExecutions),
    getPipelineExecution: count(sources.getPipelineExecution),
    listPipelineExecutions: count(sources.listPipelineExecutions),
    listRuleExecutions: count(sources.listRuleExecutions),
    batchGetBuilds: count(sources.batchGetBuilds),
    batchGetBuildBatches: count(sources.batchGetBuildBatches),
    tailLog: count(sources.tailLog),
  };
  return { counted, trips: () => ended, calls: () => calls };
}

describe('a failed build', () => {
  test('where, why, since when, what changed and what it said last, in three round trips', async () => {
    run(everythingSucceeds);
    run(endingAt('Build/Build', compileError));
    const { counted, trips, calls } = counting();
    const failure = await gather(run(endingAt('Test/Unit', failedTests)), {}, counted);
    expect(failure).toMatchObject({
      status: 'Failed',
      attempt: 1,
      actions: [
        {
          stageName: 'Test',
          actionName: 'Unit',
          provider: 'CodeBuild',
          category: 'Test',
          reason: { kind: 'command', command: 'npm test', status: '1' },
          url: expect.stringMatching(/^https:\/\/console\.aws\.amazon\.com\/codebuild/),
          failedBefore: [],
        },
      ],
      streak: { count: 2, orMore: false, lastSuccess: expect.any(Date), firstFailure: expect.any(Date) },
      branch: 'main',
      trigger: { type: expect.any(String) },
      log: { of: { stageName: 'Test', actionName: 'Unit' }, masked: 0 },
      failedAt: expect.any(Date),
      unread: [],
    });
    expect(failure.revisions).toEqual([
      {
        name: 'SourceArtifact',
        id: expect.stringMatching(/^[0-9a-f]{40}$/),
        summary: expect.not.stringContaining('ProviderType'),
        url: expect.stringMatching(/^https:/),
        author: { name: expect.any(String), email: expect.stringContaining('@') },
      },
    ]);
    expect(failure.log?.evidence).toEqual([
      'FAIL test/orders/late-fee.test.ts',
      '● late fee › a gift card pays none',
      'expect(received).toBe(expected)',
    ]);
    expect(failure.log?.lines.slice(0, 2)).toEqual(['> checkout@4.11.0 test', '> jest --ci']);
    expect(failure.log?.lines.at(-1)).toBe('Time:        11.902 s');
    expect(failure.log?.lines.join('')).not.toMatch(/\p{Cc}/u);
    expect([trips(), calls()]).toEqual([3, 5]);
  });

  test('that says only that it failed: the phase says why', async () => {
    const failed = { ...failedTests, message: 'Build terminated with state: FAILED' };
    const failure = await gather(run(endingAt('Test/Unit', failed)));
    expect(failure.actions[0]?.reason).toMatchObject({ kind: 'command', command: 'npm test' });
  });

  test('with nothing but a log of hostile text: no code, no secret, no control character', async () => {
    const execution = aws.account.startRun('checkout', {
      script: endingAt('Build/Build', { ...hostileEnding, message: 'Build terminated with state: FAILED' }),
      change: hostileChange,
    });
    const { log, actions, revisions } = await gather(execution);
    expect(log?.masked).toBeGreaterThanOrEqual(4);
    const said = JSON.stringify([log, actions, revisions]);
    expect(said).not.toMatch(/AKIAIOSFODNN7EXAMPLE|wJalrXUtnFEMI|hunter2|dozjgNryP4J3/);
    expect(said).not.toMatch(/\\u001b|\\u202e|\\u0007/i);
    expect(actions[0]?.url).toBeUndefined();
  });

  test('in another region is asked for there', async () => {
    aws.account.addPipeline({
      name: 'abroad',
      stages: stagesOf['checkout-service'].map(({ name, actions }) => ({
        name,
        actions: actions.map((action) => ({ ...action, region: 'us-east-1' })),
      })),
    });
    const failure = await gather(run(endingAt('Test/Unit', failedTests), 'abroad'), { pipelineName: 'abroad' });
    expect(failure).toMatchObject({ log: { of: { actionName: 'Unit' } }, unread: [] });
  });
});

describe('a log', () => {
  const noise = Array.from({ length: 1200 }, (_, at) => `[Container] Expanding dist/${at}/**/*`);
  const paged = (pages: string[][]): FailureSources => ({
    ...sources,
    tailLog: async (_place, _region, _limit, before) => {
      const at = Number(before ?? 0);
      return { events: pages[at] ?? [], before: String(Math.min(at + 1, pages.length)) };
    },
  });
  const failed = [
    '[Container] 2026/11/23 00:36:19.1 Entering phase BUILD',
    '[Container] 2026/11/23 00:36:19.2 Running command ./boil jam',
    'jam.c:4: error: no sugar',
    '[Container] 2026/11/23 00:36:19.3 Phase complete: BUILD State: FAILED',
  ];

  test('whose failed phase lies pages behind its end is read back to it', async () => {
    const given = paged([noise, [], noise, failed, ['never read']]);
    const failure = await gather(run(endingAt('Test/Unit', failedTests)), {}, given);
    expect(failure.log).toMatchObject({ evidence: ['jam.c:4: error: no sugar'], lines: ['jam.c:4: error: no sugar'] });
  });

  test('that never ends is read back five pages and no more', async () => {
    let calls = 0;
    const endless: FailureSources = {
      ...sources,
      tailLog: async () => {
        calls += 1;
        return { events: [`line ${calls}`], before: String(calls) };
      },
    };
    const failure = await gather(run(endingAt('Test/Unit', failedTests)), {}, endless);
    expect([calls, failure.log?.lines.length]).toEqual([5, 5]);
  });

  test('that is empty is named as unread', async () => {
    const failure = await gather(run(endingAt('Test/Unit', failedTests)), {}, paged([[]]));
    expect(failure).toMatchObject({ log: undefined, unread: [{ what: 'log', why: 'empty' }] });
  });
});

describe('a batch of builds', () => {
  const batched = stagesOf['checkout-service'].map(({ name, actions }) => ({
    name,
    actions: actions.map((action) => ({ ...action, configuration: { ...action.configuration, BatchEnabled: 'true' } })),
  }));
  beforeEach(() => {
    aws.account.addPipeline({ name: 'batched', stages: batched });
  });
  const script = endingAt('Build/Build', { ...compileError, failedBuilds: ['windows', 'macos'] });

  test('names the builds of it that failed, and reads the log of the first', async () => {
    const failure = await gather(run(script, 'batched'), { pipelineName: 'batched' });
    expect(failure).toMatchObject({
      actions: [{ reason: { kind: 'builds', failed: ['windows', 'macos'], count: 4 } }],
      log: { evidence: [expect.stringContaining('error TS2345'), expect.anything(), expect.anything()] },
      unread: [],
    });
  });

  test('that may not be asked for: which permission is missing, and what AWS says of the action', async () => {
    const execution = run(script, 'batched');
    aws.faults.denyAccess = ['BatchGetBuildBatches'];
    expect(await gather(execution, { pipelineName: 'batched' })).toMatchObject({
      actions: [{ reason: { kind: 'command', command: 'npm run build' } }],
      unread: [{ what: 'build', permission: 'codebuild:BatchGetBuildBatches' }],
    });
  });
});

describe('a condition that failed, and no action', () => {
  const failing = (statusSummary: string, rules?: Execution['rules']) =>
    Object.assign(run(everythingSucceeds), { status: 'Failed' as const, statusSummary, ...(rules && { rules }) });
  const SUMMARY = 'The ON_SUCCESS condition of stage Deploy-prod failed.';

  test('is named by stage and rule, in the words of the rule', async () => {
    const rules = [
      { stageName: 'Build', ruleName: 'Window', status: 'Succeeded' as const },
      { stageName: 'Deploy-prod', ruleName: 'ErrorBudget', status: 'Failed' as const, message: 'Alarm is in ALARM.' },
    ];
    expect(await gather(failing(SUMMARY, rules))).toMatchObject({
      actions: [
        {
          stageName: 'Deploy-prod',
          reason: { kind: 'condition', when: 'success', rule: 'ErrorBudget', words: 'Alarm is in ALARM.' },
        },
      ],
      unread: [],
    });
  });

  test.each([
    [SUMMARY, 'Deploy-prod', undefined],
    ["Stage 'Deploy' condition failed: rule 'Alarm' did not pass", 'Deploy', 'Alarm'],
    ['The condition for the Deploy stage failed', 'Deploy', undefined],
    ["The OnSuccess condition 'ErrorBudget' for stage 'Deploy' failed", 'Deploy', 'ErrorBudget'],
  ])('by what the execution says, where rules may not be read: %s', async (summary, stageName, rule) => {
    const execution = failing(summary);
    aws.faults.denyAccess = ['ListRuleExecutions'];
    const { actions, unread } = await gather(execution);
    expect(actions).toMatchObject([
      { stageName, reason: { kind: 'condition', words: summary, ...(rule && { rule }) } },
    ]);
    expect(unread).toEqual([]);
  });

  test('nothing known of it: AWS lists none', async () => {
    const { actions, unread } = await gather(failing(''));
    expect([actions, unread]).toEqual([[], [{ what: 'action', why: 'none' }]]);
  });
});

test('a custom action that is called CodeBuild is not looked for in CodeBuild', async () => {
  const stages = stagesOf['checkout-service'].map(({ name, actions }) => ({
    name,
    actions: actions.map((action) => ({
      ...action,
      actionTypeId: { ...action.actionTypeId, owner: 'Custom' as const },
    })),
  }));
  aws.account.addPipeline({ name: 'custom', stages });
  const failure = await gather(run(endingAt('Build/Build', compileError), 'custom'), { pipelineName: 'custom' });
  expect(failure).toMatchObject({ actions: [{ actionName: 'Build' }], unread: [] });
});

test('no e-mail address is said, wherever it stands', async () => {
  const by = 'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Admin/ada@example.com';
  const failure = await gather(run(endingAt('Approval/Approve', rejected(by, 'Ask bob@example.com'))));
  expect(failure.actions[0]?.reason).toEqual({ kind: 'rejected', by: 'ada', words: 'Ask bob' });
});

test('commands that name their log stream: the log is read in the second round trip', async () => {
  aws.account.addPipeline({ name: 'web', stages: stagesOf['web-frontend'] });
  const { counted, trips, calls } = counting();
  const failure = await gather(run(endingAt('Test/Lint', failedTests), 'web'), { pipelineName: 'web' }, counted);
  expect(failure).toMatchObject({
    actions: [{ provider: 'Commands' }],
    log: { of: { actionName: 'Lint' } },
    unread: [],
  });
  expect([trips(), calls()]).toEqual([2, 4]);
});

test('every action that failed, the earliest first', async () => {
  const script: Script = (stage) => (stage.name === 'Test' ? failedTests : { status: 'Succeeded' });
  const { actions } = await gather(run(script));
  expect(actions.map(({ actionName }) => actionName).sort()).toEqual(['Integration', 'Unit']);
});

test('a rejected approval: the reviewer and their words', async () => {
  const by = 'arn:aws:sts::123456789012:assumed-role/Release/jonas.weber';
  const failure = await gather(run(endingAt('Approval/Approve', rejected(by, 'The error budget is spent.'))));
  expect(failure.actions).toMatchObject([
    { category: 'Approval', reason: { kind: 'rejected', by: 'jonas.weber', words: 'The error budget is spent.' } },
  ]);
  expect(failure).toMatchObject({ log: undefined, unread: [] });
});

test('an error without a build: the message, and nothing is missing', async () => {
  const denied = notAuthorized('arn:aws:iam::1:role/x', 'ecs:UpdateService', 'arn:aws:ecs:eu-west-1:1:service/x');
  const failure = await gather(run(endingAt('Deploy-prod/Deploy', denied)));
  expect(failure.actions).toMatchObject([
    { reason: { kind: 'permission', action: 'ecs:UpdateService', resource: 'service/x' } },
  ]);
  expect(failure.unread).toEqual([]);
});

test('a retry that fails as well: the attempt, and those before', async () => {
  const script = endingAt('Test/Unit', failedTests, [1, 2, 3]);
  const execution = run(script);
  aws.account.retry('checkout', { script });
  aws.account.retry('checkout', { script });
  const failure = await gather(execution);
  expect(failure).toMatchObject({ attempt: 3, actions: [{ failedBefore: [1, 2] }] });
});

test('a failure whose retry runs already: its own attempt, where, why and the log', async () => {
  const script = endingAt('Test/Unit', failedTests, [1, 2]);
  const execution = run(script);
  aws.account.retry('checkout', { script });
  const retrying: FailureSources = {
    ...sources,
    async listActionExecutions(query) {
      const page = await sources.listActionExecutions(query);
      const newest = page.actionExecutions.find(({ actionName }) => actionName === 'Unit');
      const rows = page.actionExecutions.map((row) => (row === newest ? { ...row, status: 'InProgress' } : row));
      return { ...page, actionExecutions: rows };
    },
  };
  expect(await gather(execution, { attempt: 1 }, retrying)).toMatchObject({
    attempt: 1,
    actions: [{ actionName: 'Unit', reason: { command: 'npm test' }, failedBefore: [] }],
    log: { of: { actionName: 'Unit' } },
    unread: [],
  });
});

describe('what can’t be read', () => {
  test.each([
    [['GetLogEvents'], [{ what: 'log', permission: 'logs:GetLogEvents' }]],
    [['BatchGetBuilds'], [{ what: 'build', permission: 'codebuild:BatchGetBuilds' }]],
    [['ListPipelineExecutions'], [{ what: 'earlier executions', permission: 'codepipeline:ListPipelineExecutions' }]],
    [['ListActionExecutions'], [{ what: 'action', permission: 'codepipeline:ListActionExecutions' }]],
    // The list of executions tells the revisions as well.
    [['GetPipelineExecution'], []],
    [
      ['GetPipelineExecution', 'ListPipelineExecutions'],
      [
        { what: 'execution', permission: 'codepipeline:GetPipelineExecution' },
        { what: 'earlier executions', permission: 'codepipeline:ListPipelineExecutions' },
      ],
    ],
  ])('%j denied: named, and the rest is there', async (denied, unread) => {
    const execution = run(endingAt('Test/Unit', failedTests));
    aws.faults.denyAccess = denied;
    const failure = await gather(execution);
    expect(failure.unread).toEqual(unread.map((one) => ({ ...one, why: 'access-denied' })));
    expect(failure.revisions).toHaveLength(1);
    expect(failure.actions).toHaveLength(denied.includes('ListActionExecutions') ? 0 : 1);
  });

  test('no log stream', async () => {
    const execution = run(endingAt('Test/Unit', failedTests));
    aws.faults.missingLogs = true;
    expect((await gather(execution)).unread).toEqual([
      { what: 'log', why: 'not-found', permission: 'logs:GetLogEvents' },
    ]);
  });

  test('throttled throughout: a failure with nothing but its name', async () => {
    const execution = run(endingAt('Test/Unit', failedTests));
    aws.faults.throttle = true;
    const failure = await gather(execution);
    expect(failure).toMatchObject({ actions: [], revisions: [], pipelineName: 'checkout' });
    expect(failure.unread[0]).toMatchObject({ what: 'action', why: 'throttled' });
  });

  test('a bug is not taken for a missing permission', async () => {
    const broken = { ...sources, getPipelineExecution: () => Promise.reject(new TypeError('x is undefined')) };
    await expect(gather(run(endingAt('Test/Unit', failedTests)), {}, broken)).rejects.toThrow('x is undefined');
  });
});

describe('rows that lag behind the event', () => {
  const hiding = (calls: number): FailureSources => {
    let left = calls;
    return {
      ...sources,
      async listActionExecutions(query) {
        const page = await sources.listActionExecutions(query);
        left -= 1;
        const rows = page.actionExecutions.filter(({ status }) => left < 0 || status !== 'Failed');
        return { ...page, actionExecutions: rows };
      },
    };
  };

  test('are read once more', async () => {
    const failure = await gather(run(endingAt('Test/Unit', failedTests)), {}, hiding(1));
    expect(failure).toMatchObject({ actions: [{ actionName: 'Unit' }], unread: [] });
  });

  test('and if they still lag, that is said', async () => {
    const failure = await gather(run(endingAt('Test/Unit', failedTests)), {}, hiding(2));
    expect(failure).toMatchObject({ actions: [], unread: [{ what: 'action', why: 'none' }] });
  });

  test('rows of the attempt before do not pass for those of this one', async () => {
    const script = endingAt('Test/Unit', failedTests, [1, 2]);
    const execution = run(script);
    const before = await sources.listActionExecutions({
      pipelineName: 'checkout',
      region: 'eu-west-1',
      maxResults: 100,
      filter: { pipelineExecutionId: execution.pipelineExecutionId },
    });
    aws.account.retry('checkout', { script });
    let calls = 0;
    const lagging: FailureSources = {
      ...sources,
      listActionExecutions: async (query) => {
        calls += 1;
        return calls <= 1 ? before : sources.listActionExecutions(query);
      },
    };
    expect(await gather(execution, { attempt: 2 }, lagging)).toMatchObject({
      attempt: 2,
      actions: [{ failedBefore: [1] }],
    });
    expect(calls).toBe(2);
  });
});

test('more than 100 actions: reads on until the failed ones are found', async () => {
  const [source, build] = stagesOf['checkout-service'];
  if (!source || !build) throw new Error('no stages');
  const [action] = build.actions;
  if (!action) throw new Error('no action');
  const many = (from: number) =>
    Array.from({ length: 50 }, (_, at) => ({
      ...action,
      name: `Part-${from + at}`,
      runOrder: 1,
      namespace: `N${from + at}`,
    }));
  const stages = [
    source,
    { name: 'First', actions: many(0) },
    { name: 'Second', actions: many(50) },
    { name: 'Third', actions: many(100) },
  ];
  aws.account.addPipeline({ name: 'wide', stages });
  const execution = run(endingAt('Second/Part-50', failedTests), 'wide');
  aws.faults.shortPages = 7;
  const failure = await gather(execution, { pipelineName: 'wide' });
  expect(failure.actions.map(({ actionName }) => actionName)).toEqual(['Part-50']);
  const asked = aws.calls.filter(({ operation }) => operation === 'ListActionExecutions').length;
  expect(asked).toBeGreaterThan(3);
  expect(asked).toBeLessThan(15);
});
