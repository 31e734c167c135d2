import { afterEach, expect, test } from '@jest/globals';
import { type Account, createAccount } from '../../codepipeline/account/create-account.js';
import type { ActionExecution } from '../../codepipeline/account/model.js';
import { printLog } from '../../codepipeline/account/print-log.js';
import { hostileStages } from '../../codepipeline/account/seed/hostile-text.js';
import { stagesOf } from '../../codepipeline/account/seed/pipelines.js';
import { playScene, type SceneId, scenesOf } from '../../codepipeline/scenes.js';

const { service, ...named } = stagesOf;
const PIPELINES = { ...named, 'svc-identity': service('identity'), 'hostile-text': hostileStages };
type Name = keyof typeof PIPELINES;

let account: Account;
afterEach(() => account.stopRuns());

const offered = (name: Name) => {
  account = createAccount({ pace: 'instant' });
  const ids = scenesOf(account.addPipeline({ name, stages: PIPELINES[name] })).map(({ id }) => id);
  return ids.filter((id) => id !== 'storm');
};
const allOffered = (Object.keys(PIPELINES) as Name[]).flatMap((name) => offered(name).map((id) => [id, name] as const));

/** The row that a scene breaks, and what its log says; empty where the action prints none. */
function broken(id: SceneId, name: Name): { row: ActionExecution; log: string } {
  account = createAccount({ pace: 'instant' });
  account.addPipeline({ name, stages: PIPELINES[name] });
  const execution = playScene(account, name, id);
  expect(execution.status).toBe('Failed');
  const [row, ...others] = execution.actions.filter(({ status }) => status === 'Failed');
  if (!row || others.length > 0) throw new Error('not one failed action');
  const work = account.work.byExternalId(row.output.executionResult?.externalExecutionId ?? '');
  const printed = ['CodeBuild', 'Commands'].includes(row.input.actionTypeId.provider) && work;
  return {
    row,
    log: printed
      ? printLog(work)
          .map(({ message }) => message)
          .join('')
      : '',
  };
}

test.each<[Name, SceneId[]]>([
  ['checkout-service', ['build-error', 'failed-tests', 'failed-deployment', 'rejected-approval', 'iam-error']],
  [
    'web-frontend',
    [
      'build-error',
      'failed-tests',
      'lint-findings',
      'failed-deployment',
      'function-error',
      'function-timeout',
      'iam-error',
    ],
  ],
  ['payments-api-prod', ['build-error', 'failed-deployment', 'rejected-approval', 'iam-error']],
  ['data-export-nightly', ['function-error', 'function-timeout', 'iam-error']],
  ['infra-network', ['lint-findings', 'failed-deployment', 'iam-error']],
])('%s can break in its own ways', (name, ways) => {
  expect(offered(name)).toEqual([...ways, 'hostile-text']);
});

test.each(allOffered)('%s of %s breaks one action, in words and a log that are its own', (id, name) => {
  const { row, log } = broken(id, name);
  const { provider, category } = row.input.actionTypeId;
  const { errorDetails, externalExecutionSummary: summary } = row.output.executionResult ?? {};
  const message = errorDetails?.message ?? '';
  if (id === 'hostile-text') return;
  const command = /executing command: (.*?)\. Reason/.exec(message)?.[1];
  expect(command !== undefined).toBe(log !== '');
  if (command) expect(log).toContain(`Running command ${command}\n`);
  expect(message === '').toBe(category === 'Approval');
  if (provider === 'CodeBuild') expect(summary).toBe('Build terminated with state: FAILED');
  if (provider === 'Commands')
    expect(summary).toMatch(/^Action failed with status: FAILED\. COMMAND_EXECUTION_ERROR: /);
  if (provider === 'Lambda') expect(message).toContain(row.input.configuration.FunctionName);
  if (provider === 'S3') expect(message).toContain('Service: Amazon S3');
  if (id === 'iam-error' && provider !== 'S3')
    expect(message).toMatch(
      new RegExp(`is not authorized to perform: ${provider.toLowerCase()}:\\w+ on resource: arn:aws:`),
    );
});

test('what a build does after its failure stands behind it in the log', () => {
  const { log } = broken('build-error', 'svc-identity');
  const [before = '', after = ''] = log.split('Phase complete: BUILD State: FAILED');
  expect(before).toContain('error\u001b[0m TS2345');
  expect(after).toMatch(/Entering phase POST_BUILD[\s\S]*Expanding base directory path: \.[\s\S]*UPLOAD_ARTIFACTS/);
});

test('a template is linted with its own tool, which ends with 2', () => {
  const { row, log } = broken('lint-findings', 'infra-network');
  expect(row.output.executionResult?.errorDetails?.message).toMatch(
    /cfn-lint templates\/\*\.yml\. Reason: exit status 2$/,
  );
  expect(log).toContain('pip install');
  expect(log).not.toContain('npm');
});
