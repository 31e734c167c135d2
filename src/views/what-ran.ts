import type { ActionExecution } from '../domain/action-execution.js';
import { cutAtWord, oneLine } from './text.js';

type Settings = Record<string, string | undefined>;

const words = (...parts: (string | undefined | false)[]) => parts.filter(Boolean).join(' ');

/** Provider → what its action works on, by CodePipeline's action reference. */
const PROVIDERS: Record<string, (settings: Settings) => string> = {
  CodeBuild: ({ ProjectName }) => words('CodeBuild project', ProjectName),
  CodeDeploy: ({ ApplicationName, DeploymentGroupName }) =>
    words('CodeDeploy application', ApplicationName, DeploymentGroupName && `to ${DeploymentGroupName}`),
  CodeDeployToECS: ({ ApplicationName, DeploymentGroupName }) =>
    words('CodeDeploy application', ApplicationName, DeploymentGroupName && `to ${DeploymentGroupName}`),
  ECS: ({ ServiceName, ClusterName }) =>
    words('Amazon ECS service', ServiceName, ClusterName && `in cluster ${ClusterName}`),
  CloudFormation: ({ StackName, ActionMode }) =>
    words('CloudFormation stack', StackName, ActionMode && `(${ActionMode})`),
  Lambda: ({ FunctionName }) => words('Lambda function', FunctionName),
  StepFunctions: ({ StateMachineArn }) => words('state machine', StateMachineArn?.split(':').at(-1)),
  S3: ({ BucketName, S3Bucket, S3ObjectKey }) =>
    words('Amazon S3', BucketName ?? S3Bucket, S3ObjectKey && `/ ${S3ObjectKey}`),
  ECR: ({ RepositoryName, ImageTag }) => words('Amazon ECR', RepositoryName, ImageTag && `: ${ImageTag}`),
  CodeCommit: ({ RepositoryName, BranchName }) =>
    words('CodeCommit', RepositoryName, BranchName && `branch ${BranchName}`),
  CodeStarSourceConnection: ({ FullRepositoryId, BranchName }) =>
    words(FullRepositoryId, BranchName && `branch ${BranchName}`),
  GitHub: ({ Owner, Repo, Branch }) => words(Owner && Repo && `${Owner}/${Repo}`, Branch && `branch ${Branch}`),
  Manual: ({ CustomData }) => words(CustomData),
};

/** Expects masked settings. Empty where AWS says nothing. */
export function whatRan({ input }: ActionExecution): string {
  const provider = input?.actionTypeId?.provider ?? '';
  const settings: Settings = { ...input?.configuration, ...input?.resolvedConfiguration };
  const said = PROVIDERS[provider]?.(settings) || provider;
  return cutAtWord(oneLine(said), 200);
}
