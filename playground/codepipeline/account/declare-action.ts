import type { ActionDeclaration, StageDeclaration } from './model.js';

type Extra = Partial<Omit<ActionDeclaration, 'name' | 'actionTypeId'>>;
type Category = ActionDeclaration['actionTypeId']['category'];

function declare(name: string, category: Category, provider: string, defaults: Extra, extra: Extra): ActionDeclaration {
  return {
    name,
    actionTypeId: { category, owner: 'AWS', provider, version: '1' },
    runOrder: 1,
    configuration: {},
    inputArtifacts: [],
    outputArtifacts: [],
    seconds: [5, 20],
    ...defaults,
    ...extra,
  };
}

/** A GitHub repository through a connection, the usual source today. */
export function connectionSource(repository: string, connectionArn: string, extra: Extra = {}): ActionDeclaration {
  const configuration = {
    BranchName: 'main',
    ConnectionArn: connectionArn,
    DetectChanges: 'true',
    FullRepositoryId: repository,
    OutputArtifactFormat: 'CODE_ZIP',
  };
  const defaults: Extra = {
    configuration,
    outputArtifacts: ['SourceArtifact'],
    namespace: 'SourceVariables',
    seconds: [2, 6],
  };
  return declare('Source', 'Source', 'CodeStarSourceConnection', defaults, extra);
}

export function codeCommitSource(repository: string, extra: Extra = {}): ActionDeclaration {
  const configuration = { BranchName: 'main', PollForSourceChanges: 'false', RepositoryName: repository };
  const defaults: Extra = {
    configuration,
    outputArtifacts: ['SourceArtifact'],
    namespace: 'SourceVariables',
    seconds: [2, 5],
  };
  return declare('Source', 'Source', 'CodeCommit', defaults, extra);
}

export function s3Source(bucket: string, key: string, extra: Extra = {}): ActionDeclaration {
  const configuration = { PollForSourceChanges: 'false', S3Bucket: bucket, S3ObjectKey: key };
  return declare('Source', 'Source', 'S3', { configuration, outputArtifacts: ['SourceZip'], seconds: [1, 3] }, extra);
}

/** @param variables Environment variables, passed as JSON text. */
export function codeBuild(
  name: string,
  category: 'Build' | 'Test',
  project: string,
  variables: readonly { name: string; value: string; type: 'PLAINTEXT' | 'PARAMETER_STORE' | 'SECRETS_MANAGER' }[] = [],
  extra: Extra = {},
): ActionDeclaration {
  const configuration = {
    ...(variables.length > 0 && { EnvironmentVariables: JSON.stringify(variables) }),
    ProjectName: project,
  };
  const defaults: Extra = {
    configuration,
    inputArtifacts: ['SourceArtifact'],
    outputArtifacts: category === 'Build' ? ['BuildOutput'] : [],
    seconds: [95, 260],
  };
  return declare(name, category, 'CodeBuild', defaults, extra);
}

/** Runs shell commands without a CodeBuild project. */
export function commands(name: string, lines: string[], extra: Extra = {}): ActionDeclaration {
  return declare(
    name,
    'Compute',
    'Commands',
    { commands: lines, inputArtifacts: ['SourceArtifact'], seconds: [40, 120] },
    extra,
  );
}

export function approval(name: string, customData: string, extra: Extra = {}): ActionDeclaration {
  const configuration = customData ? { CustomData: customData } : {};
  return declare(name, 'Approval', 'Manual', { configuration, seconds: [180, 2400] }, extra);
}

export function ecsDeploy(name: string, cluster: string, service: string, extra: Extra = {}): ActionDeclaration {
  const configuration = { ClusterName: cluster, FileName: 'imagedefinitions.json', ServiceName: service };
  return declare(name, 'Deploy', 'ECS', { configuration, inputArtifacts: ['BuildOutput'], seconds: [120, 320] }, extra);
}

export function s3Deploy(name: string, bucket: string, extra: Extra = {}): ActionDeclaration {
  const configuration = { BucketName: bucket, Extract: 'true' };
  return declare(name, 'Deploy', 'S3', { configuration, inputArtifacts: ['BuildOutput'], seconds: [8, 25] }, extra);
}

export function codeDeploy(name: string, application: string, group: string, extra: Extra = {}): ActionDeclaration {
  const configuration = { ApplicationName: application, DeploymentGroupName: group };
  return declare(
    name,
    'Deploy',
    'CodeDeploy',
    { configuration, inputArtifacts: ['BuildOutput'], seconds: [90, 400] },
    extra,
  );
}

export function cloudFormation(name: string, stack: string, roleArn: string, extra: Extra = {}): ActionDeclaration {
  const configuration = {
    ActionMode: 'CREATE_UPDATE',
    Capabilities: 'CAPABILITY_NAMED_IAM',
    RoleArn: roleArn,
    StackName: stack,
    TemplatePath: 'SourceArtifact::template.yml',
  };
  const defaults: Extra = { configuration, inputArtifacts: ['SourceArtifact'], roleArn, seconds: [60, 420] };
  return declare(name, 'Deploy', 'CloudFormation', defaults, extra);
}

export function lambdaInvoke(name: string, functionName: string, parameters: string, extra: Extra = {}) {
  const configuration = { FunctionName: functionName, UserParameters: parameters };
  return declare(name, 'Invoke', 'Lambda', { configuration, seconds: [3, 40] }, extra);
}

export function stage(name: string, ...actions: ActionDeclaration[]): StageDeclaration {
  return { name, actions };
}
