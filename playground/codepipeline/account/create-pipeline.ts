import { roleArn } from './arns.js';
import type { Execution, Pipeline, StageDeclaration } from './model.js';
import type { Random } from './random.js';
import { stagesOf } from './seed/pipelines.js';

export interface PipelinePlan {
  name: string;
  /** Source › Build › Deploy by default. */
  stages?: StageDeclaration[];
  region?: string;
  version?: number;
  pipelineType?: Pipeline['pipelineType'];
  executionMode?: Pipeline['executionMode'];
}

/** A pipeline without history. @param now Milliseconds since 1970; it was created some time before. */
export function createPipeline(plan: PipelinePlan, accountId: string, region: string, now: number): Pipeline {
  const day = 86_400_000;
  return {
    accountId,
    region,
    name: plan.name,
    version: plan.version ?? 1,
    pipelineType: plan.pipelineType ?? 'V2',
    executionMode: plan.executionMode ?? 'QUEUED',
    roleArn: roleArn(accountId, region, `service-role/${`AWSCodePipelineServiceRole-${plan.name}`.slice(0, 64)}`),
    artifactBucket: `codepipeline-${region}-${String(accountId).slice(0, 12)}`,
    stages: plan.stages ?? stagesOf.service(plan.name),
    created: now - 400 * day,
    updated: now - 40 * day,
    executions: [],
    executionsById: new Map(),
    rows: [],
    gates: new Map(),
    approvals: new Map(),
    clientTokens: new Map(),
  };
}

/** Adds a new execution without actions. */
export function createExecution(
  pipeline: Pipeline,
  trigger: Execution['trigger'],
  at: number,
  random: Random,
): Execution {
  const execution: Execution = {
    pipelineExecutionId: random.uuid(),
    pipelineVersion: pipeline.version,
    status: 'InProgress',
    startTime: at,
    lastUpdateTime: at,
    trigger,
    revisions: [],
    variables: new Map(),
    artifacts: new Map(),
    actions: [],
    attempt: 1,
    stages: new Map(),
    retries: new Map(),
  };
  pipeline.executions.push(execution);
  pipeline.executionsById.set(execution.pipelineExecutionId, execution);
  return execution;
}

/** The usual trigger of such a pipeline. */
export function usualTrigger(pipeline: Pipeline): Execution['trigger'] {
  const source = pipeline.stages[0]?.actions[0];
  if (source?.actionTypeId.provider === 'CodeStarSourceConnection') {
    return { triggerType: 'WebhookV2', triggerDetail: source.configuration.ConnectionArn ?? '' };
  }
  const rule = `arn:aws:events:${pipeline.region}:${pipeline.accountId}:rule/codepipeline-${pipeline.name}`;
  return { triggerType: 'CloudWatchEvent', triggerDetail: rule };
}
