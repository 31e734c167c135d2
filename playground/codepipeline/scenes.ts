import { sessionArn } from './account/arns.js';
import type { Account } from './account/create-account.js';
import { usualTrigger } from './account/create-pipeline.js';
import type { Ending } from './account/ending.js';
import { compileError, failedTests, notAuthorized, rejected } from './account/failures.js';
import type { ActionDeclaration, Execution, Pipeline } from './account/model.js';
import { approvalsWait, endingAt } from './account/script.js';
import { hostileChange, hostileEnding } from './account/seed/hostile-text.js';

/** Ready-made ways to break a deployment. */
export const SCENES = [
  { id: 'build-error', label: 'Build error' },
  { id: 'failed-tests', label: 'Failed tests' },
  { id: 'rejected-approval', label: 'Rejected approval' },
  { id: 'iam-error', label: 'Missing IAM permission' },
  { id: 'hostile-text', label: 'Hostile text' },
  { id: 'storm', label: 'Storm of 30 failures' },
] as const;

export type SceneId = (typeof SCENES)[number]['id'];

const STORM = 30;
const REVIEWER = 'arn:aws:sts::123456789012:assumed-role/Release/jonas.weber';

/**
 * Starts an execution that fails as the scene says.
 * @returns the execution; of a storm, which goes round all pipelines of the region, the first.
 * @throws Error in words for a person: no such pipeline, or nothing in it that the scene could break.
 */
export function playScene(account: Account, name: string, scene: SceneId): Execution {
  const pipeline = account.find(name);
  if (!pipeline) throw new Error(`There is no pipeline ${name}.`);
  if (scene !== 'storm') return breakOne(account, pipeline, scene);
  const others = account.pipelines().filter((other) => other !== pipeline);
  const all = [pipeline, ...others];
  const [first, ...rest] = Array.from({ length: STORM }, (_, i) => all[i % all.length] ?? pipeline);
  const execution = breakOne(account, first ?? pipeline, 'build-error');
  for (const one of rest) breakOne(account, one, 'build-error');
  return execution;
}

function breakOne(account: Account, pipeline: Pipeline, scene: Exclude<SceneId, 'storm'>): Execution {
  const { place, ending } = failureOf(pipeline, scene);
  return account.startRun(pipeline.name, {
    // A retry is a run like any other: its approvals wait.
    script: (...at) => (at[2] === 1 ? endingAt(place, ending) : approvalsWait)(...at),
    trigger: usualTrigger(pipeline),
    ...(scene === 'hostile-text' && { change: hostileChange }),
  });
}

function failureOf(pipeline: Pipeline, scene: Exclude<SceneId, 'storm'>): { place: string; ending: Ending } {
  const is = (what: string) => (action: ActionDeclaration) =>
    action.actionTypeId.provider === what || action.actionTypeId.category === what;
  switch (scene) {
    case 'build-error':
      return { place: placeOf(pipeline, [is('Build'), is('CodeBuild'), isNoSource]), ending: compileError };
    case 'failed-tests':
      return {
        place: placeOf(pipeline, [is('Test'), is('Commands'), is('CodeBuild'), isNoSource]),
        ending: failedTests,
      };
    case 'rejected-approval':
      return { place: placeOf(pipeline, [is('Approval')]), ending: rejected(REVIEWER, 'The error budget is spent.') };
    case 'iam-error':
      return { place: placeOf(pipeline, [is('Deploy'), isNoSource]), ending: denied(pipeline) };
    case 'hostile-text':
      return { place: placeOf(pipeline, [is('CodeBuild'), isNoSource]), ending: hostileEnding };
  }
}

/** The first action that fits the first of the wishes that any action fits, as `Stage/Action`. */
function placeOf(pipeline: Pipeline, wishes: ((action: ActionDeclaration) => boolean)[]): string {
  for (const wish of wishes) {
    for (const stage of pipeline.stages) {
      const action = stage.actions.find(wish);
      if (action) return `${stage.name}/${action.name}`;
    }
  }
  throw new Error(`Nothing in ${pipeline.name} can fail like that.`);
}

// An approval that fails has no error message: it cannot stand in for a build.
function isNoSource({ actionTypeId }: ActionDeclaration): boolean {
  return actionTypeId.category !== 'Source' && actionTypeId.category !== 'Approval';
}

function denied({ accountId, region, name, roleArn }: Pipeline): Ending {
  const role = sessionArn(accountId, region, roleArn.split('/').at(-1) ?? '', String(Date.now()));
  return notAuthorized(role, 'ecs:UpdateService', `arn:aws:ecs:${region}:${accountId}:service/production/${name}`);
}
