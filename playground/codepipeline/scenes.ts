import { sessionArn } from './account/arns.js';
import { failureOf } from './account/build-commands.js';
import type { Account } from './account/create-account.js';
import { usualTrigger } from './account/create-pipeline.js';
import type { Ending } from './account/ending.js';
import {
  bucketDenied,
  bucketMissing,
  deploymentFailed,
  functionTimedOut,
  functionWithoutResult,
  notAuthorized,
  rejected,
  stackRolledBack,
  tasksFailedToStart,
} from './account/failures.js';
import type { ActionDeclaration, Execution, Pipeline } from './account/model.js';
import { approvalsWait, endingAt } from './account/script.js';
import { hostileChange, hostileEnding } from './account/seed/hostile-text.js';

/** The ending of the action that a scene breaks; undefined for actions that can't fail like that. */
type Breakage = (action: ActionDeclaration, pipeline: Pipeline) => Ending | undefined;

const REVIEWER = 'arn:aws:sts::123456789012:assumed-role/Release/jonas.weber';
/** Runs in a storm. */
export const STORM = 30;

const breakages = {
  'build-error': (action, { name }) => failureOf(action, 'build', name),
  'failed-tests': (action, { name }) => failureOf(action, 'test', name),
  'lint-findings': (action, { name }) => failureOf(action, 'lint', name),
  'failed-deployment': ({ actionTypeId }) =>
    actionTypeId.category === 'Deploy' ? DEPLOYMENTS[actionTypeId.provider] : undefined,
  'function-error': ({ actionTypeId, configuration }) =>
    actionTypeId.provider === 'Lambda' ? functionWithoutResult(configuration.FunctionName ?? '') : undefined,
  'function-timeout': ({ actionTypeId, configuration }) =>
    actionTypeId.provider === 'Lambda' ? functionTimedOut(configuration.FunctionName ?? '') : undefined,
  'rejected-approval': ({ actionTypeId }) =>
    actionTypeId.category === 'Approval' ? rejected(REVIEWER, 'The error budget is spent.') : undefined,
  'iam-error': denied,
  // Builds and functions may print anything; other services use words of their own.
  'hostile-text': ({ actionTypeId }) =>
    ['CodeBuild', 'Commands', 'Lambda'].includes(actionTypeId.provider) ? hostileEnding : undefined,
} satisfies Record<string, Breakage>;

const DEPLOYMENTS: Record<string, Ending> = {
  ECS: tasksFailedToStart,
  CodeDeploy: deploymentFailed,
  CloudFormation: stackRolledBack,
  S3: bucketMissing,
};

export const SCENES = [
  { id: 'build-error', label: 'Build error' },
  { id: 'failed-tests', label: 'Failed tests' },
  { id: 'lint-findings', label: 'Lint findings' },
  { id: 'failed-deployment', label: 'Failed deployment' },
  { id: 'function-error', label: 'Function without a result' },
  { id: 'function-timeout', label: 'Function that takes too long' },
  { id: 'rejected-approval', label: 'Rejected approval' },
  { id: 'iam-error', label: 'Missing IAM permission' },
  { id: 'hostile-text', label: 'Hostile text' },
  { id: 'storm', label: 'Storm of 30 failures' },
] as const;

export type SceneId = (typeof SCENES)[number]['id'];

/** Scenes that break an action the pipeline has. */
export function scenesOf(pipeline: Pipeline): { id: SceneId; label: string }[] {
  return SCENES.filter(({ id }) => id === 'storm' || breakingPoint(pipeline, id) !== undefined);
}

/**
 * Starts an execution that fails as the scene says.
 * @returns the execution; for a storm, which runs through all pipelines of the region, the first.
 * @throws Error in words for the user: no such pipeline, or nothing that the scene could break.
 */
export function playScene(account: Account, name: string, scene: SceneId): Execution {
  const pipeline = account.find(name);
  if (!pipeline) throw new Error(`There is no pipeline ${name}.`);
  if (scene !== 'storm') return breakOne(account, pipeline, scene);
  const others = account.pipelines().filter((other) => other !== pipeline && scenesOf(other).length > 1);
  const all = [pipeline, ...others];
  // Each breaks in the first way that it can.
  const executions = Array.from({ length: STORM }, (_, i) => {
    const one = all[i % all.length] ?? pipeline;
    return breakOne(account, one, scenesOf(one)[0]?.id ?? 'storm');
  });
  return executions[0] as Execution;
}

function breakOne(account: Account, pipeline: Pipeline, scene: SceneId): Execution {
  const point = scene === 'storm' ? undefined : breakingPoint(pipeline, scene);
  if (!point) throw new Error(`Nothing in ${pipeline.name} can fail like that.`);
  const { place, ending } = point;
  return account.startRun(pipeline.name, {
    // In a retry approvals wait as usual.
    script: (...at) => (at[2] === 1 ? endingAt(place, ending) : approvalsWait)(...at),
    trigger: usualTrigger(pipeline),
    ...(scene === 'hostile-text' && { change: hostileChange }),
  });
}

/** The first action that can fail like that, as `Stage/Action`. */
function breakingPoint(pipeline: Pipeline, scene: keyof typeof breakages) {
  const breakage: Breakage = breakages[scene];
  for (const stage of pipeline.stages) {
    for (const action of stage.actions) {
      const ending = breakage(action, pipeline);
      if (ending) return { place: `${stage.name}/${action.name}`, ending };
    }
  }
  return undefined;
}

// The permission and resource that each provider's action needs.
const PERMISSIONS: Record<string, (configuration: Record<string, string>) => [string, string]> = {
  ECS: ({ ClusterName, ServiceName }) => ['ecs:UpdateService', `service/${ClusterName}/${ServiceName}`],
  CloudFormation: ({ StackName }) => ['cloudformation:UpdateStack', `stack/${StackName}/*`],
  CodeDeploy: ({ ApplicationName, DeploymentGroupName }) => [
    'codedeploy:CreateDeployment',
    `deploymentgroup:${ApplicationName}/${DeploymentGroupName}`,
  ],
  Lambda: ({ FunctionName }) => ['lambda:InvokeFunction', `function:${FunctionName}`],
};

function denied(action: ActionDeclaration, { accountId, region, roleArn }: Pipeline): Ending | undefined {
  const { actionTypeId, configuration } = action;
  if (actionTypeId.provider === 'S3' && actionTypeId.category === 'Deploy') return bucketDenied;
  const needed = PERMISSIONS[actionTypeId.provider]?.(configuration);
  if (!needed) return undefined;
  const [permission, resource] = needed;
  const role = sessionArn(accountId, region, roleArn.split('/').at(-1) ?? '', String(Date.now()));
  return notAuthorized(role, permission, `arn:aws:${permission.split(':')[0]}:${region}:${accountId}:${resource}`);
}
