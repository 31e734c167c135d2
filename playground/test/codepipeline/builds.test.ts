import {
  CloudWatchLogsClient,
  GetLogEventsCommand,
  type GetLogEventsCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { BatchGetBuildsCommand, type Build, CodeBuildClient } from '@aws-sdk/client-codebuild';
import { beforeEach, expect, test } from '@jest/globals';
import { failedTests } from '../../codepipeline/account/failures.js';
import { endingAt } from '../../codepipeline/account/script.js';
import { stagesOf } from '../../codepipeline/account/seed/pipelines.js';
import { playScene } from '../../codepipeline/scenes.js';
import type { CodePipelineSimulator } from '../../codepipeline/start-code-pipeline.js';
import { startSimulator } from './simulator.js';

let simulator: CodePipelineSimulator;
let getBuilds: (...ids: string[]) => Promise<{ builds: Build[]; buildsNotFound: string[] }>;
let getLog: (input: GetLogEventsCommandInput) => Promise<{ lines: string[]; forward: string; backward: string }>;

beforeEach(async () => {
  simulator = await startSimulator();
  simulator.account.addPipeline({ name: 'checkout', stages: stagesOf['checkout-service'] });
  const options = {
    endpoint: simulator.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
    maxAttempts: 1,
  };
  const [codeBuild, logs] = [new CodeBuildClient(options), new CloudWatchLogsClient(options)];
  getBuilds = async (...ids) => {
    const { builds = [], buildsNotFound = [] } = await codeBuild.send(new BatchGetBuildsCommand({ ids }));
    return { builds, buildsNotFound };
  };
  getLog = async (input) => {
    const answer = await logs.send(new GetLogEventsCommand(input));
    return {
      lines: (answer.events ?? []).map(({ message }) => message ?? ''),
      forward: answer.nextForwardToken ?? '',
      backward: answer.nextBackwardToken ?? '',
    };
  };
});

async function failTests(): Promise<{ build: Build; place: { logGroupName: string; logStreamName: string } }> {
  const execution = simulator.account.startRun('checkout', { script: endingAt('Test/Unit', failedTests) });
  const row = execution.actions.find(({ status }) => status === 'Failed');
  const { builds } = await getBuilds(row?.output.executionResult?.externalExecutionId ?? '');
  const build = builds[0] as Build;
  return {
    build,
    place: { logGroupName: build.logs?.groupName ?? '', logStreamName: build.logs?.streamName ?? '' },
  };
}

test('a failed build names its phase, the reason and where its log lies', async () => {
  const { build } = await failTests();
  expect(build).toMatchObject({
    projectName: 'checkout-unit',
    buildStatus: 'FAILED',
    buildComplete: true,
    currentPhase: 'COMPLETED',
  });
  const failed = build.phases?.filter(({ phaseStatus }) => phaseStatus === 'FAILED');
  expect(failed).toMatchObject([
    {
      phaseType: 'BUILD',
      contexts: [
        {
          statusCode: 'COMMAND_EXECUTION_ERROR',
          message: 'Error while executing command: npm test. Reason: exit status 1',
        },
      ],
    },
  ]);
  expect(build.phases?.[0]).not.toHaveProperty('contexts');
  expect(build.phases?.at(-1)).toMatchObject({ phaseType: 'COMPLETED' });
  expect(build.phases?.at(-1)?.phaseStatus).toBeUndefined();
  expect(build.logs).toMatchObject({
    groupName: '/aws/codebuild/checkout-unit',
    streamName: build.id?.split(':')[1],
    deepLink: expect.stringContaining('log-group/$252Faws$252Fcodebuild$252Fcheckout-unit/log-events/'),
    cloudWatchLogsArn: `arn:aws:logs:eu-west-1:123456789012:log-group:/aws/codebuild/checkout-unit:log-stream:${build.id?.split(':')[1]}`,
    cloudWatchLogs: { status: 'ENABLED' },
  });
  expect(build.startTime).toBeInstanceOf(Date);
});

test('builds of other regions, and what is no build, are not found', async () => {
  const { build } = await failTests();
  simulator.account.addPipeline({ name: 'edge', region: 'us-east-1' });
  const there = simulator.account.startRun('edge', { region: 'us-east-1' });
  const foreign = there.actions[1]?.output.executionResult?.externalExecutionId ?? '';
  const { builds, buildsNotFound } = await getBuilds(build.id ?? '', foreign, 'checkout-unit:nope');
  expect(builds.map(({ id }) => id)).toEqual([build.id]);
  expect(buildsNotFound).toEqual([foreign, 'checkout-unit:nope']);
});

test('PLAINTEXT variables of the action are in the build, resolved', async () => {
  const execution = simulator.account.startRun('checkout');
  const row = execution.actions.find(({ actionName }) => actionName === 'Build');
  const { builds } = await getBuilds(row?.output.executionResult?.externalExecutionId ?? '');
  expect(builds[0]?.environment?.environmentVariables).toEqual([
    { name: 'COMMIT', value: execution.revisions[0]?.revisionId, type: 'PLAINTEXT' },
    { name: 'NODE_ENV', value: 'production', type: 'PLAINTEXT' },
    { name: 'NPM_TOKEN', value: 'checkout/npm-token', type: 'SECRETS_MANAGER' },
  ]);
});

test('a limit is a tail: the newest lines, ascending', async () => {
  const { place } = await failTests();
  const whole = (await getLog(place)).lines;
  expect(whole.length).toBeGreaterThan(20);
  expect((await getLog({ ...place, limit: 15 })).lines).toEqual(whole.slice(-15));
  expect((await getLog({ ...place, limit: 15, startFromHead: true })).lines).toEqual(whole.slice(0, 15));
  expect(whole.join('')).toContain('\u001b[31mFAIL');
  expect(whole.at(-5)).toMatch(/^\[Container\] \d{4}\/\d\d\/\d\d .* Phase complete: BUILD State: FAILED\n$/);
});

test('tokens walk both ways, are never null, and come back at the end', async () => {
  const { place } = await failTests();
  const whole = (await getLog(place)).lines;
  const first = await getLog({ ...place, limit: 10, startFromHead: true });
  const second = await getLog({ ...place, limit: 10, nextToken: first.forward });
  expect([...first.lines, ...second.lines]).toEqual(whole.slice(0, 20));
  const back = await getLog({ ...place, limit: 10, nextToken: second.backward });
  expect(back.lines).toEqual(first.lines);
  const rest = await getLog({ ...place, nextToken: second.forward });
  const beyond = await getLog({ ...place, nextToken: rest.forward });
  expect(beyond).toMatchObject({ lines: [], forward: rest.forward });
  expect(first.backward).toMatch(/^b\/\d{56}\/s$/);
});

test('a project may log elsewhere: only the build says where', async () => {
  simulator.account.addPipeline({ name: 'pay', stages: stagesOf['payments-api-prod'] });
  const row = simulator.account.startRun('pay').actions[1];
  const { builds } = await getBuilds(row?.output.executionResult?.externalExecutionId ?? '');
  const { groupName = '', streamName = '' } = builds[0]?.logs ?? {};
  expect([groupName, streamName]).toEqual([
    '/platform/builds',
    expect.stringMatching(/^payments-build\/[0-9a-f-]{36}$/),
  ]);
  expect((await getLog({ logGroupName: groupName, logStreamName: streamName })).lines.length).toBeGreaterThan(5);
});

test('Commands actions log to the stream that their row names', async () => {
  simulator.account.addPipeline({ name: 'web', stages: stagesOf['web-frontend'] });
  const execution = playScene(simulator.account, 'web', 'failed-tests');
  const row = execution.actions.find(({ status }) => status === 'Failed');
  const arn = row?.output.executionResult?.logStreamARN ?? '';
  const [, group = '', stream = ''] = /log-group:([^:]+):log-stream:(.+)$/.exec(arn) ?? [];
  expect(group).toBe('/aws/codepipeline/web');
  const { lines } = await getLog({ logGroupIdentifier: arn.replace(/:log-stream:.*/, ''), logStreamName: stream });
  expect(lines.join('')).toContain('a basket keeps its items over a reload');
  expect(row?.output.executionResult?.errorDetails?.message).toContain('executing command: npm run e2e.');
});

test('a hostile log has fences, escapes and secrets in it', async () => {
  const execution = playScene(simulator.account, 'checkout', 'hostile-text');
  const row = execution.actions.find(({ status }) => status === 'Failed');
  const { builds } = await getBuilds(row?.output.executionResult?.externalExecutionId ?? '');
  const { groupName = '', streamName = '' } = builds[0]?.logs ?? {};
  const text = (await getLog({ logGroupName: groupName, logStreamName: streamName })).lines.join('');
  for (const piece of ['```', '\u001b[31m', 'AKIA', '<!channel>', '\r', 'x'.repeat(4000)])
    expect(text).toContain(piece);
});

test('missing streams, missing groups and missing permission are told apart', async () => {
  const { place, build } = await failTests();
  await expect(getLog({ ...place, logStreamName: 'nope' })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'The specified log stream does not exist.',
  });
  await expect(getLog({ ...place, logGroupName: '/nope' })).rejects.toMatchObject({
    message: 'The specified log group does not exist.',
  });
  simulator.faults.missingLogs = true;
  await expect(getLog(place)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  simulator.faults.denyAccess = ['GetLogEvents'];
  await expect(getLog(place)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(
      `logs:GetLogEvents on resource: arn:aws:logs:eu-west-1:123456789012:log-group:${place.logGroupName}:log-stream:${place.logStreamName}`,
    ),
  });
  expect((await getBuilds(build.id ?? '')).builds).toHaveLength(1);
});

test('exactly one of the two names of a group is wanted', async () => {
  const { place } = await failTests();
  await expect(getLog({ logStreamName: place.logStreamName })).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
  await expect(getLog({ ...place, logGroupIdentifier: place.logGroupName })).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
});
