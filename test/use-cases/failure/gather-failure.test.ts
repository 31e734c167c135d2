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
import { gatherFailure } from '../../../src/use-cases/failure/gather-failure.js';
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
  gatherFailure(given, { pipelineName: 'checkout', region: 'eu-west-1', pipelineExecutionId, ...more }, { lagMs: 0 })
    .failure;

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
    batchGetBuilds: count(sources.batchGetBuilds),
    tailLog: count(sources.tailLog),
    likelyLog: sources.likelyLog,
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
          ...{ stageName: 'Test', actionName: 'Unit', provider: 'CodeBuild', category: 'Test', code: 'JobFailed' },
          reason: expect.stringContaining('Error while executing command: npm test. Reason: exit status 1'),
          url: expect.stringMatching(/^https:\/\/console\.aws\.amazon\.com\/codebuild/),
          failedBefore: [],
        },
      ],
      streak: { count: 2, orMore: false, lastSuccess: expect.any(Date), firstFailure: expect.any(Date) },
      branch: 'main',
      trigger: { type: expect.any(String) },
      log: { of: 'Test › Unit', masked: 0 },
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
    expect(failure.log?.lines).toHaveLength(15);
    expect(failure.log?.lines.join('\n')).toContain('Tests:       1 failed, 87 passed, 88 total');
    expect(failure.log?.lines.join('')).not.toMatch(/\p{Cc}/u);
    expect([trips(), calls()]).toEqual([3, 6]);
  });

  test('of a project that failed before: the log is read with the build, in the second round trip', async () => {
    await gather(run(endingAt('Test/Unit', failedTests)));
    const { counted, trips, calls } = counting();
    const failure = await gather(run(endingAt('Test/Unit', failedTests)), {}, counted);
    expect(failure).toMatchObject({ log: { of: 'Test › Unit' }, unread: [] });
    expect([trips(), calls()]).toEqual([2, 6]);
  });

  test('of a project that logs elsewhere since: the log is read where CodeBuild says it is', async () => {
    const elsewhere = () => ({ group: '/builds/before', stream: 'checkout/1' });
    const failure = await gather(run(endingAt('Test/Unit', failedTests)), {}, { ...sources, likelyLog: elsewhere });
    expect(failure).toMatchObject({ log: { of: 'Test › Unit' }, unread: [] });
  });

  test('that says only that it failed: the phase says why', async () => {
    const failed = { ...failedTests, message: 'Build terminated with state: FAILED' };
    const failure = await gather(run(endingAt('Test/Unit', failed)));
    expect(failure.actions[0]?.reason).toMatch(
      /^COMMAND_EXECUTION_ERROR in phase BUILD: .+\nBuild terminated with state: FAILED$/,
    );
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
    expect(failure).toMatchObject({ log: { of: 'Test › Unit' }, unread: [] });
  });
});

test('commands that name their log stream: the log is read in the second round trip', async () => {
  aws.account.addPipeline({ name: 'web', stages: stagesOf['web-frontend'] });
  const { counted, trips, calls } = counting();
  const failure = await gather(run(endingAt('Test/Lint', failedTests), 'web'), { pipelineName: 'web' }, counted);
  expect(failure).toMatchObject({ actions: [{ provider: 'Commands' }], log: { of: 'Test › Lint' }, unread: [] });
  expect([trips(), calls()]).toEqual([2, 5]);
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
    { category: 'Approval', rejectedBy: 'jonas.weber', reason: 'The error budget is spent.', code: undefined },
  ]);
  expect(failure).toMatchObject({ log: undefined, unread: [] });
});

test('an error without a build: the message, and nothing is missing', async () => {
  const denied = notAuthorized('arn:aws:iam::1:role/x', 'ecs:UpdateService', 'arn:aws:ecs:eu-west-1:1:service/x');
  const failure = await gather(run(endingAt('Deploy-prod/Deploy', denied)));
  expect(failure.actions).toMatchObject([
    { code: 'PermissionError', reason: expect.stringContaining('ecs:UpdateService') },
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
    actions: [{ actionName: 'Unit', reason: expect.stringContaining('npm test'), failedBefore: [] }],
    log: { of: 'Test › Unit' },
    unread: [],
  });
});

describe('what can’t be read', () => {
  test.each([
    [['GetLogEvents'], ['the log (no permission logs:GetLogEvents)']],
    [['BatchGetBuilds'], ['the build and its log (no permission codebuild:BatchGetBuilds)']],
    [['ListPipelineExecutions'], ['earlier executions (no permission codepipeline:ListPipelineExecutions)']],
    [['ListActionExecutions'], ['the failed action (no permission codepipeline:ListActionExecutions)']],
    // The list of executions tells the revisions as well.
    [['GetPipelineExecution'], []],
    [
      ['GetPipelineExecution', 'ListPipelineExecutions'],
      [
        'the revisions and what started it (no permission codepipeline:GetPipelineExecution)',
        'earlier executions (no permission codepipeline:ListPipelineExecutions)',
      ],
    ],
  ])('%j denied: named, and the rest is there', async (denied, unread) => {
    const execution = run(endingAt('Test/Unit', failedTests));
    aws.faults.denyAccess = denied;
    const failure = await gather(execution);
    expect(failure.unread).toEqual(unread);
    expect(failure.revisions).toHaveLength(1);
    expect(failure.actions).toHaveLength(denied.includes('ListActionExecutions') ? 0 : 1);
  });

  test('no log stream', async () => {
    const execution = run(endingAt('Test/Unit', failedTests));
    aws.faults.missingLogs = true;
    expect((await gather(execution)).unread).toEqual(['the log (not found)']);
  });

  test('throttled throughout: a failure with nothing but its name', async () => {
    const execution = run(endingAt('Test/Unit', failedTests));
    aws.faults.throttle = true;
    const failure = await gather(execution);
    expect(failure).toMatchObject({ actions: [], revisions: [], pipelineName: 'checkout' });
    expect(failure.unread[0]).toBe('the failed action (AWS is answering too many requests)');
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
    const failure = await gather(run(endingAt('Test/Unit', failedTests)), {}, hiding(2));
    expect(failure).toMatchObject({ actions: [{ actionName: 'Unit' }], unread: [] });
  });

  test('and if they still lag, that is said', async () => {
    const failure = await gather(run(endingAt('Test/Unit', failedTests)), {}, hiding(4));
    expect(failure).toMatchObject({ actions: [], unread: ['the failed action (AWS lists none)'] });
  });

  test('rows of the attempt before do not pass for those of this one', async () => {
    const script = endingAt('Test/Unit', failedTests, [1, 2]);
    const execution = run(script);
    const before = await sources.listActionExecutions({
      ...{ pipelineName: 'checkout', region: 'eu-west-1', maxResults: 100 },
      filter: { pipelineExecutionId: execution.pipelineExecutionId },
    });
    aws.account.retry('checkout', { script });
    let calls = 0;
    const lagging: FailureSources = {
      ...sources,
      listActionExecutions: async (query) => {
        calls += 1;
        return calls <= 2 ? before : sources.listActionExecutions(query);
      },
    };
    expect(await gather(execution, { attempt: 2 }, lagging)).toMatchObject({
      attempt: 2,
      actions: [{ failedBefore: [1] }],
    });
    expect(calls).toBe(4);
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
