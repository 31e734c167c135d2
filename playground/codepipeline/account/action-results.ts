import { roleArn } from './arns.js';
import type { ActionDeclaration, ExecutionResult, Pipeline } from './model.js';
import { HEX, LETTERS, type Random } from './random.js';

interface Started {
  pipeline: Pipeline;
  action: ActionDeclaration;
  /** With variables resolved. */
  configuration: Record<string, string>;
  actionExecutionId: string;
  region: string;
  random: Random;
}

// CodePipeline still links to the old, global console paths, which redirect (recorded).
const CONSOLE = 'https://console.aws.amazon.com';

const startedResults: Record<string, (started: Started) => ExecutionResult> = {
  CodeBuild({ configuration, region, random }) {
    const id = `${configuration.ProjectName}:${random.uuid()}`;
    const url = `${CONSOLE}/codebuild/home?region=${region}#/builds/${id}/view/new`;
    return { externalExecutionId: id, externalExecutionUrl: url };
  },
  Commands({ pipeline, actionExecutionId, region, random }) {
    const group = `arn:aws:logs:${region}:${pipeline.accountId}:log-group:/aws/codepipeline/${pipeline.name}`;
    const arn = `${group}:log-stream:${actionExecutionId}/${random.uuid()}`;
    // The model allows a log stream ARN 250 characters; a very long pipeline name leaves none to tell.
    return { externalExecutionId: arn, ...(arn.length <= 250 && { logStreamARN: arn }) };
  },
  CodeDeploy({ region, random }) {
    const id = `d-${random.text(9, LETTERS.slice(0, 26))}`;
    const url = `${CONSOLE}/codedeploy/home?region=${region}#/deployments/${id}`;
    return { externalExecutionId: id, externalExecutionUrl: url };
  },
  ECS({ configuration, region, random }) {
    const path = `clusters/${configuration.ClusterName}/services/${configuration.ServiceName}/deployments`;
    const url = `${CONSOLE}/ecs/home?region=${region}#/${path}`;
    return { externalExecutionId: `ecs-svc/${random.text(19, '0123456789')}`, externalExecutionUrl: url };
  },
  CloudFormation({ pipeline, configuration, region, random }) {
    const stack = `stack/${configuration.StackName}/${random.uuid()}`;
    const id = `arn:aws:cloudformation:${region}:${pipeline.accountId}:${stack}`;
    const url = `${CONSOLE}/cloudformation/home?region=${region}#/stack/detail?stackId=${encodeURIComponent(id)}`;
    return { externalExecutionId: id, externalExecutionUrl: url };
  },
  Lambda: ({ random }) => ({ externalExecutionId: random.uuid() }),
};

/**
 * A provider's id and link, once it has taken the work. Approvals and sources have none until they end (recorded in
 * QUEUED mode).
 */
export function startedResult(started: Started): ExecutionResult | undefined {
  return startedResults[started.action.actionTypeId.provider]?.(started);
}

const SUCCESS_SUMMARIES: Record<string, string> = {
  CodeDeploy: 'Deployment Succeeded',
  ECS: 'Deployment completed successfully.',
  CloudFormation: 'Stack UPDATE_COMPLETE',
};

/** The provider's summary of a success; CodeBuild, Commands and Lambda have none. */
export function successSummary(action: ActionDeclaration): string | undefined {
  return SUCCESS_SUMMARIES[action.actionTypeId.provider];
}

const published: Record<string, (started: Started) => Record<string, string>> = {
  CodeBuild: ({ random }) => ({
    IMAGE_TAG: `${random.between(1, 9)}.${random.between(0, 40)}.${random.between(0, 20)}`,
    IMAGE_DIGEST: `sha256:${random.text(64, HEX)}`,
  }),
  CloudFormation: ({ pipeline, configuration, random }) => ({
    StackName: configuration.StackName ?? '',
    VpcId: `vpc-0${random.text(16, HEX)}`,
    ExecutionRole: roleArn(pipeline.accountId, pipeline.region, `${configuration.StackName}-exec`),
  }),
  Lambda: ({ random }) => ({ exportedRows: String(random.between(10_000, 2_000_000)) }),
};

/** Output variables of a successful action with a namespace. */
export function publishedVariables(started: Started): Record<string, string> {
  const { action } = started;
  return (action.namespace && published[action.actionTypeId.provider]?.(started)) || {};
}
